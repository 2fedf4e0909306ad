systemctl restart storefront
for _ in $(seq 40); do
  curl -fs -m 1 -o /dev/null http://127.0.0.1:{{shop_port}}/healthz && exit 0
  sleep 0.1
done
