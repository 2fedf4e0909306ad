# title: Push once in ten minutes, and not right after the start
# variants: push-between-accepts
sed -i 's/^every_s = .*/every_s = 600/' /etc/{{service}}/{{service}}.toml

sed -i 's/^        self.due = 0.0$/        self.due = time.monotonic() + every_s/' /opt/{{service}}/push.py

systemctl restart {{service}}
