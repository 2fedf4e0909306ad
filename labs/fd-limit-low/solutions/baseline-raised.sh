# title: Raise the limit where the baseline sets it
# variants: unit
sed -i 's/^LimitNOFILE=.*/LimitNOFILE=1024/' /etc/systemd/system/{{service}}.service.d/10-baseline.conf

systemctl daemon-reload && systemctl restart {{service}}
