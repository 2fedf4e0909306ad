# title: Comment the line out, and kill whoever holds the worker's lock
# variants: cron-keepalive
sed -i 's/^.*workerctl ensure/# &/' /etc/cron.d/{{service}}

fuser -k /run/{{service}}/worker.lock

sleep 1; pgrep -af worker.py
