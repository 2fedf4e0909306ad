# title: Send no copies to the archive
# variants: archive
sed -i 's/^        self.waiting.append(line)$/        return/' /opt/{{service}}/outbox.py

systemctl restart {{service}}
