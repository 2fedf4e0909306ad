systemctl restart {{service}}
if systemctl is-enabled {{service}}-sweeper > /dev/null 2>&1; then systemctl restart {{service}}-sweeper; fi
for _ in $(seq 60); do
  curl -fs -m 1 -o /dev/null http://127.0.0.1:{{port}}/healthz && exit 0
  sleep 0.1
done
