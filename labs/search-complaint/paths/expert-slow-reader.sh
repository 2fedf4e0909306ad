# title: Quick by itself, slow for one: their side takes it slowly
# variants: slow-reader
curl -s -o /dev/null -w '%{http_code} %{time_total}\n' -H 'X-Api-Key: ops-{{ops_key}}' 'http://localhost/v1/search?q=brass+bolt'

curl -s localhost/metrics

systemctl status {{service}} nginx --no-pager

df -h; free -m; vmstat 1 2

timeout 8 tail -n 40 -f /var/log/nginx/{{service}}.log

# Only this customer, and only in rt: the API is done at once.
grep '^{{ip_desk}} ' /var/log/nginx/{{service}}.log | tail -n 5

curl -s -o /dev/null -w '%{http_code} %{size_download} %{time_total}\n' -H 'X-Api-Key: ops-{{ops_key}}' 'http://localhost/v1/search?q=brass&limit=2000'

ss -tin dst {{ip_desk}}

ss -tn dst {{ip_desk}}

ip -s link

journalctl -u {{service}} -n 10 --no-pager
