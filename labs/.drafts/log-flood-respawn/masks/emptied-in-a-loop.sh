# title: A loop that empties the logs every second
cat > /usr/local/sbin/empty-logs <<'END'
#!/bin/sh
while sleep 1; do
  truncate -s 0 /srv/{{service}}/log/*.log
done
END

chmod 755 /usr/local/sbin/empty-logs

setsid /usr/local/sbin/empty-logs > /dev/null 2>&1 < /dev/null &

sleep 1.2
