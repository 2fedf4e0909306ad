# title: Bound the idle connections again, and raise the limit to be on the safe side
# variants: no-bound
sed -i 's/^max_idle = .*/max_idle = 8/' /etc/{{service}}/{{service}}.toml

mkdir -p /etc/systemd/system/{{service}}.service.d

printf '[Service]\nLimitNOFILE=1024\n' > /etc/systemd/system/{{service}}.service.d/limit.conf

systemctl daemon-reload && systemctl restart {{service}}
