# title: See the jobs of cron, and make them nice

sleep 5; grep -E 'rt=[2-9]' /var/log/nginx/access.log | tail -n 5

cat /etc/cron.d/{{service}}

sed -i 's/ flock -n/ nice -n 19 ionice -c 3 flock -n/' /etc/cron.d/{{service}}

systemctl restart {{service}} && sleep 1

curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost/v1/stock/{{letters}}-{{number}}
