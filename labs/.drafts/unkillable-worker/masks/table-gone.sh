# title: Delete the whole cron table, and kill the old worker
# variants: cron-keepalive
rm /etc/cron.d/{{service}}

kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')
