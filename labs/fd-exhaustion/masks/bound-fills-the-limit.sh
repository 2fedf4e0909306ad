# title: Set a bound that leaves eight customers at once just enough
# variants: no-bound
sed -i 's/^max_idle = .*/max_idle = 90/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
