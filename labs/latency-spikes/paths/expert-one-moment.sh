# title: From the access log to the minute, to the lock, and to the transaction around the network
# variants: one-moment

for n in $(seq 12); do date +%T; curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost/v1/stock/{{letters}}-{{number}}; sleep 0.5; done

grep -E 'rt=[2-9]' /var/log/nginx/access.log | tail -n 5

journalctl -u {{service}} -n 10 --no-pager

cat /etc/cron.d/{{service}}; tail -n 4 /var/log/{{service}}/jobs.log

journalctl -u cron -n 6 --no-pager

vmstat 1 3

runuser -u {{service}} -- /opt/{{service}}/jobs/publish & sleep 2; lslocks; curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost/healthz; wait

runuser -u {{service}} -- /opt/{{service}}/jobs/publish & sleep 1; timeout 2 strace -f -qq -e trace=fcntl -p $(cat /run/{{service}}/{{service}}.pid) 2>&1 | tail -n 20; wait

cat /opt/{{service}}/jobs/publish

cp -p /opt/{{service}}/jobs/publish /tmp/publish.before

sed -i -e '/^        database.execute("COMMIT")$/d' -e 's/^        calls, lines = 0, pages(database, size)$/        calls, lines = 0, list(pages(database, size))\n        database.execute("COMMIT")/' /opt/{{service}}/jobs/publish

diff -u /tmp/publish.before /opt/{{service}}/jobs/publish

runuser -u {{service}} -- /opt/{{service}}/jobs/publish & for n in 1 2 3 4 5 6 7 8; do curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost/v1/stock/{{letters}}-{{number}}; sleep 0.5; done; wait

runuser -u {{service}} -- /opt/{{service}}/jobs/snapshot; curl -s http://{{ip_hub}}:{{market_port}}/v1/offers/{{letters}}-{{number}}; curl -s http://localhost/v1/stock/{{letters}}-{{number}}

tail -n 3 /var/log/nginx/access.log
