# title: Find what makes the API wait, and take it out

sleep 5; grep -E 'rt=[2-9]' /var/log/nginx/access.log | tail -n 5

cat /etc/cron.d/{{service}}

cat /opt/{{service}}/jobs/publish /opt/{{service}}/jobs/snapshot

sed -i -e '/BEGIN EXCLUSIVE/d' -e '/execute("COMMIT")/d' /opt/{{service}}/jobs/publish

sed -i '/signal.SIGSTOP)$/s/os.kill(pid, signal.SIGSTOP)/return (yield)/' /opt/{{service}}/jobs/snapshot

curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost/v1/stock/{{letters}}-{{number}}
