# title: Take the baseline away, and set the limit in the unit
# variants: unit
mv /etc/systemd/system/{{service}}.service.d/10-baseline.conf /root/

sed -i 's/^ExecStart=/LimitNOFILE=800\n&/' /etc/systemd/system/{{service}}.service

systemctl daemon-reload && systemctl restart {{service}}
