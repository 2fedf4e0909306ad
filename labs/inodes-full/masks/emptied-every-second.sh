# title: A loop that empties incoming all the time
# variants: refused-files
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/empty-incoming <<'END'
#!/bin/sh
while sleep 1; do rm -f /var/spool/{{service}}/incoming/*.part; done
END

chmod 755 /usr/local/sbin/empty-incoming

setsid /usr/local/sbin/empty-incoming > /dev/null 2>&1 < /dev/null &

sleep 1.5; df -i /var/spool/{{service}}
