# title: Remove the line, and leave the worker that runs
# variants: cron-keepalive
# expect: not-fixed
sed -i '/workerctl ensure/d' /etc/cron.d/{{service}}
