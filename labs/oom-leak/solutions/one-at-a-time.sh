# title: One copy a request
# variants: archive
sed -i 's/^batch_bytes = .*/batch_bytes = 1/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
