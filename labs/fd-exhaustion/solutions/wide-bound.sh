# title: Bound the idle connections at half of the process's limit
# variants: no-bound
sed -i 's/^max_idle = 0$/max_idle = 64/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
