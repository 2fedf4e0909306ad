# title: Kill the old worker, and stop cron
# variants: cron-keepalive
systemctl disable --now cron

kill -9 $(pgrep -f 'python3 .*{{old_version}}/worker.py')
