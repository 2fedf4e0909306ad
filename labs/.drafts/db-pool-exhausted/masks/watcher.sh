# title: A loop that restarts the service when the pool is nearly empty
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/watch-pool <<'END'
#!/bin/bash
while sleep 0.3; do
  lent=$(curl -s localhost:{{port}}/metrics | sed -n 's/db_connections_lent //p')
  if [ "${lent:-0}" -gt 5 ]; then systemctl restart {{service}}; fi
done
END

chmod 755 /usr/local/sbin/watch-pool; systemctl restart {{service}}

nohup watch-pool > /dev/null 2>&1 &
