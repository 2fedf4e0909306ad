# title: Raise the limit in the unit's main file only
# expect: not-fixed
sed -i 's/^User=/LimitNOFILE=65536\n&/' /etc/systemd/system/{{service}}.service

systemctl daemon-reload && systemctl restart {{service}}
