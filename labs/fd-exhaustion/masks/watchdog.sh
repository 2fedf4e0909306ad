# title: A loop that restarts the service when it holds many descriptors
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/watch-{{service}} <<'END'
#!/bin/bash
while sleep 0.5; do
  pid=$(systemctl show -p MainPID --value {{service}})
  if [ "$(ls /proc/$pid/fd | wc -l)" -gt 80 ]; then systemctl restart {{service}}; fi
done
END

chmod 755 /usr/local/sbin/watch-{{service}}

systemctl restart {{service}}

nohup /usr/local/sbin/watch-{{service}} > /dev/null 2>&1 &
