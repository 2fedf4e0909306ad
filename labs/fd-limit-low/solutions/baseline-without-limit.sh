# title: Take the limit out of the baseline
# variants: unit
sed -i '/^LimitNOFILE=/d' /etc/systemd/system/{{service}}.service.d/10-baseline.conf

systemctl daemon-reload

systemctl restart {{service}}
