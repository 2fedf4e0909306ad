# title: Accept the old key once more
# variants: old-key
sed -i 's/^key = "{{customer}}-.*/key = "{{customer}}-{{old_key}}"/' /etc/{{service}}/customers.toml

systemctl reload {{service}}
