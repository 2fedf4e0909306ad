# title: A loop that restarts the service when connections wait
# expect: not-fixed symptom-hidden
cat > /usr/local/sbin/watch-{{service}} <<'END'
#!/bin/bash
while sleep 1; do
  if [ "$(ss -Hlnt sport = :{{port}} | awk '{print $2}')" -gt 3 ]; then systemctl restart {{service}}; fi
done
END

chmod 755 /usr/local/sbin/watch-{{service}}

nohup /usr/local/sbin/watch-{{service}} > /dev/null 2>&1 &
