config=/etc/{{service}}/{{service}}.toml
grep -q '^pool_size = 4 # ' $config || exit 0
sed -i --follow-symlinks 's/^pool_size = 4 # //' $config
systemctl restart {{service}}
