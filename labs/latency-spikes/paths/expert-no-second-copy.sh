# title: From the access log to the minute, to the state of the process, and to who stops it
# variants: no-second-copy

for n in $(seq 12); do date +%T; curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost/v1/stock/{{letters}}-{{number}}; sleep 0.5; done

grep -E 'rt=[2-9]' /var/log/nginx/access.log | tail -n 5

grep healthz /var/log/nginx/access.log | grep 'rt=[2-9]'

journalctl -u {{service}} -n 10 --no-pager

cat /etc/cron.d/{{service}}; tail -n 4 /var/log/{{service}}/jobs.log

journalctl -u cron -n 6 --no-pager

vmstat 1 3

runuser -u {{service}} -- /opt/{{service}}/jobs/snapshot & sleep 2; ps -o pid,stat,wchan:20,args -u {{service}}; lslocks; wait

runuser -u {{service}} -- strace -f -qq -e trace=kill /opt/{{service}}/jobs/snapshot

cat /opt/{{service}}/jobs/snapshot

cp -p /opt/{{service}}/jobs/snapshot /tmp/snapshot.before

sed -i -e 's/^import os$/import os\nimport sqlite3/' -e 's/^    with open(path, "rb") as file, at_rest.*/    source, copy = sqlite3.connect(path, timeout=20), sqlite3.connect(path + ".copy")\n    source.backup(copy)\n    source.close()\n    copy.close()\n    with open(path + ".copy", "rb") as file:/' /opt/{{service}}/jobs/snapshot

diff -u /tmp/snapshot.before /opt/{{service}}/jobs/snapshot

runuser -u {{service}} -- /opt/{{service}}/jobs/snapshot & for n in 1 2 3 4 5 6 7 8; do curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost/v1/stock/{{letters}}-{{number}}; sleep 0.5; done; wait

runuser -u {{service}} -- /opt/{{service}}/jobs/publish; tail -n 3 /var/log/nginx/access.log
