# title: A loop that lets the API go on whenever it is stopped
# expect: symptom-hidden not-fixed
# variants: no-second-copy
cat > /usr/local/sbin/wake-{{service}} <<'END'
#!/bin/bash
while sleep 0.2; do
  kill -CONT "$(cat /run/{{service}}/{{service}}.pid)"
done
END

chmod 755 /usr/local/sbin/wake-{{service}}

setsid /usr/local/sbin/wake-{{service}} > /dev/null 2>&1 < /dev/null &
