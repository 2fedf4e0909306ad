# title: Walk down the layers, from a search of one's own to the sockets
curl -s -o /dev/null -w '%{http_code} %{time_total}\n' -H 'X-Api-Key: ops-{{ops_key}}' 'http://localhost/v1/search?q=brass+bolt'

systemctl status {{service}} nginx --no-pager

top -b -n 1 | head -n 15

free -m; vmstat 1 3

df -h; df -i

ss -s; ip -s link

ss -tn state established

tail -n 30 /var/log/nginx/{{service}}.log
