# title: A loop that sets the oldest order aside and restarts the worker when nothing moves
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/watch-{{service}} <<'END'
#!/bin/bash
mkdir -p /var/tmp/aside
while sleep 1; do
  oldest=$(ls -d /var/spool/{{service}}/queue/*.json 2> /dev/null | head -n 1)
  if [ -n "$oldest" ] && [ "$oldest" = "$before" ]; then mv "$oldest" /var/tmp/aside/; systemctl restart {{service}}-worker; fi
  before=$oldest
done
END

chmod 755 /usr/local/sbin/watch-{{service}}

setsid /usr/local/sbin/watch-{{service}} > /dev/null 2>&1 < /dev/null &

sleep 5
