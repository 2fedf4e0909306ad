# title: Keep fewer idle connections
# variants: unknown-article
sed -i 's/^max_idle = .*/max_idle = 1/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
