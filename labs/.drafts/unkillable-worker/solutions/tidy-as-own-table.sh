# title: Give the tidying a table of root's own, and drop the old one
# variants: cron-keepalive
grep -v workerctl /etc/cron.d/{{service}} > /etc/cron.d/{{service}}-queue

mv /etc/cron.d/{{service}} /root/cron.d-{{service}}.before

kill -KILL -- -$(ps -o pgid= -p $(pgrep -f 'python3 .*{{old_version}}/worker.py') | tr -d ' ')
