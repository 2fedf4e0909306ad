# title: A pool of 500
sed -i 's/^pool_size = .*/pool_size = 500/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
