# title: Set a bound that the limit never lets it reach
# variants: no-bound
sed -i 's/^max_idle = .*/max_idle = 1000/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
