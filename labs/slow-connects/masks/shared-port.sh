# title: Let a second instance listen on the same port
# variants: push-between-accepts
# expect: not-fixed
sed -i 's/^    daemon_threads = True$/&\n    allow_reuse_port = True/' /opt/{{service}}/server.py

sed 's/^Description=.*/Description={{service}} API, second instance/' /etc/systemd/system/{{service}}.service > /etc/systemd/system/{{service}}-2.service

systemctl daemon-reload; systemctl restart {{service}}; systemctl enable --now {{service}}-2
