# title: A pool of 40, and more patience
# expect: not-fixed
sed -i -e 's/^pool_size = .*/pool_size = 40/' -e 's/^pool_timeout_s = .*/pool_timeout_s = 20.0/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
