# title: As many files as the machine allows
# variants: unit
sed -i 's/^LimitNOFILE=.*/LimitNOFILE=infinity/' /etc/systemd/system/{{service}}.service.d/10-baseline.conf

systemctl daemon-reload && systemctl restart {{service}}
