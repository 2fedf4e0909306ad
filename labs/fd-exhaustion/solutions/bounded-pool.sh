# title: Bound the idle connections again
# variants: no-bound
sed -i 's/^max_idle = .*/max_idle = 8/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
