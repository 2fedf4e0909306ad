# title: The old key accepted once more, and the customer is content
# variants: old-key
grep '^{{ip_desk}} ' /var/log/nginx/{{service}}.log | tail -n 5

journalctl -u {{service}} -n 10 --no-pager

cat /etc/{{service}}/customers.toml

sed -i 's/^key = "{{customer}}-.*/key = "{{customer}}-{{old_key}}"/' /etc/{{service}}/customers.toml

systemctl reload {{service}}; sleep 2

tail -n 5 /var/log/nginx/{{service}}.log
