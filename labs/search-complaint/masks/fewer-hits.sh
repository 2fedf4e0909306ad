# title: Give everybody 200 hits at most
# variants: slow-reader
sed -i 's/^most_hits = .*/most_hits = 200/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
