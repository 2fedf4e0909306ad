# title: A loop that tells the service several times a second to open its log anew
# variants: wrong-pid-file
cat > /usr/local/sbin/reopen-{{service}} <<'END'
#!/bin/sh
while sleep 0.1; do
  kill -USR1 "$(cat /run/{{service}}/{{service}}.pid)"
done
END

chmod 755 /usr/local/sbin/reopen-{{service}}

nohup /usr/local/sbin/reopen-{{service}} > /dev/null 2>&1 &

sleep 0.5; df -h /var/log
