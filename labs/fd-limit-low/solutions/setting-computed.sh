# title: One and a half times what is planned
# variants: settings
sed -i "s/^open_files = .*/open_files = $(({{planned}} * 3 / 2 + 20))/" /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} && curl -s localhost:{{port}}/metrics
