# title: Four times as many workers
sed -i 's/^workers = .*/workers = 40/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
