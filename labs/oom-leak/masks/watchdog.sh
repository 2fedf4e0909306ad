# title: A loop that restarts the service before it is too large
# expect: not-fixed symptom-hidden
cat > /usr/local/sbin/watch-{{service}} <<'EOF'
#!/bin/bash
while sleep 0.5; do
  pid=$(systemctl show -p MainPID --value {{service}})
  if [ "$(awk '/VmRSS/ {print $2}' /proc/$pid/status)" -gt 90000 ]; then systemctl restart {{service}}; fi
done
EOF

chmod 755 /usr/local/sbin/watch-{{service}}

systemctl restart {{service}}

nohup /usr/local/sbin/watch-{{service}} > /dev/null 2>&1 &
