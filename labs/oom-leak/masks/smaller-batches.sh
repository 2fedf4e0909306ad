# title: Send the archive less at a time
# expect: not-fixed
# variants: repeats
sed -i 's/^batch_bytes = .*/batch_bytes = 500000/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
