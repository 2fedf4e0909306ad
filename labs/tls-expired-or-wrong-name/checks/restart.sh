systemctl restart nginx
for _ in $(seq 40); do
  curl -ks -m 1 -o /dev/null https://127.0.0.1/healthz && exit 0
  sleep 0.1
done
