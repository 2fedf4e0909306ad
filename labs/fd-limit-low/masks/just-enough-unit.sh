# title: Raise the limit a little above today's number
# variants: unit
sed -i 's/^LimitNOFILE=.*/LimitNOFILE=220/' /etc/systemd/system/{{service}}.service.d/10-baseline.conf

systemctl daemon-reload && systemctl restart {{service}}
