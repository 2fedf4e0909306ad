# title: A loop that restarts the service when it holds many descriptors
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/watch-{{service}} <<'EOF'
#!/bin/bash
while sleep 0.5; do
  pid=$(systemctl show -p MainPID --value {{service}})
  if [ "$(ls /proc/$pid/fd | wc -l)" -gt 110 ]; then systemctl restart {{service}}; fi
done
EOF

chmod 755 /usr/local/sbin/watch-{{service}}

nohup /usr/local/sbin/watch-{{service}} > /dev/null 2>&1 &
