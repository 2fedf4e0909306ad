# title: A loop that restarts the service when documents fail
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/watch-{{service}} <<'END'
#!/bin/sh
while sleep 1; do
  curl -fs -o /dev/null -d '{"title": "probe", "lines": []}' http://127.0.0.1:{{port}}/documents || systemctl restart {{service}}
done
END

chmod 755 /usr/local/sbin/watch-{{service}}

setsid /usr/local/sbin/watch-{{service}} > /dev/null 2>&1 < /dev/null &

systemctl restart {{service}}
