# title: Run the service as root
# expect: not-fixed
sed -i '/^User=/d; /^Group=/d' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

systemctl restart {{service}}
