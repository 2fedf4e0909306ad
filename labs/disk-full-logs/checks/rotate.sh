# What cron runs; it may be at it right now, and then the state file is locked (status 3).
for _ in 1 2 3 4 5 6 7 8 9 10; do
  /usr/sbin/logrotate /etc/logrotate.conf
  [ $? -eq 3 ] || break
  sleep 0.3
done
for _ in $(seq 60); do
  curl -fs -m 1 -o /dev/null http://127.0.0.1:{{port}}/healthz && exit 0
  sleep 0.1
done
