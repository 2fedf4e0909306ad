# title: Let the keepalive run once a night only, and kill the old worker
# variants: cron-keepalive
sed -i '/workerctl ensure/s/^\* \*/0 3/' /etc/cron.d/{{service}}

kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')
