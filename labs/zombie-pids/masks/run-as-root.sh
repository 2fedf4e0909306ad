# title: Run the service as root, whom the limit does not bind
sed -i '/^User=/d; /^Group=/d' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

systemctl restart {{service}}
