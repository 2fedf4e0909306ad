# title: A loop that raises the limit of the running process
# variants: settings
cat > /usr/local/sbin/raise-{{service}} <<'EOF'
#!/bin/bash
while sleep 0.2; do
  runuser -u {{service}} -- prlimit --pid "$(systemctl show -p MainPID --value {{service}})" --nofile=1024:1024
done
EOF

chmod 755 /usr/local/sbin/raise-{{service}}

nohup /usr/local/sbin/raise-{{service}} > /dev/null 2>&1 &

sleep 4; curl -s localhost:{{port}}/metrics
