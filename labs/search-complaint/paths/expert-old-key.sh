# title: Well by itself, refused for one: they send a key that they had replaced
# variants: old-key
curl -s -o /dev/null -w '%{http_code} %{time_total}\n' -H 'X-Api-Key: ops-{{ops_key}}' 'http://localhost/v1/search?q=brass+bolt'

curl -s localhost/metrics

systemctl status {{service}} nginx --no-pager

df -h; free -m; vmstat 1 4

tail -n 60 /var/log/nginx/{{service}}.log

grep '^{{ip_desk}} ' /var/log/nginx/{{service}}.log | tail -n 5

journalctl -u {{service}} -n 10 --no-pager

grep -A 3 '{{customer}}' /etc/{{service}}/customers.toml

curl -s -H 'X-Api-Key: {{customer}}-{{new_key}}' 'http://localhost/v1/search?q=brass+bolt&limit=2'

ss -tn dst {{ip_desk}}
