# title: Remove the line from the cron table, then kill the worker by its own number
# variants: cron-keepalive
ps -eo pid,ppid,lstart,args | grep 'worker\.py'

sed -i '/workerctl ensure/d' /etc/cron.d/{{service}}

kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')

rm -f /var/lib/{{service}}/worker.pid
