# title: Bound the number of streams below the limit
sed -i 's/^max_open = .*/max_open = 100/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
