systemctl restart {{service}}
for _ in $(seq 60); do
  curl -fs -m 1 -o /dev/null http://127.0.0.1:{{port}}/healthz && exit 0
  sleep 0.1
done
