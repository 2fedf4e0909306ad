# title: Raise the limit of open files
mkdir -p /etc/systemd/system/{{service}}.service.d

printf '[Service]\nLimitNOFILE=1024\n' > /etc/systemd/system/{{service}}.service.d/limit.conf

systemctl daemon-reload && systemctl restart {{service}}
