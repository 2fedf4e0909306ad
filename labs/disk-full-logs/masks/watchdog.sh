# title: A loop that restarts the service when it holds a deleted file
# expect: symptom-hidden not-fixed
# variants: wrong-pid-file
cat > /usr/local/sbin/watch-{{service}} <<'END'
#!/bin/sh
while sleep 10; do
  lsof -a -u {{service}} +L1 2>/dev/null | grep -q /var/log && systemctl restart {{service}}
done
END

chmod 755 /usr/local/sbin/watch-{{service}}

setsid /usr/local/sbin/watch-{{service}} > /dev/null 2>&1 < /dev/null &

systemctl restart {{service}}
