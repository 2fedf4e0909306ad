before=$(curl -fs -m 2 http://127.0.0.1:{{ca_port}}/intermediate.pem)
systemctl kill -s USR1 ca
for _ in $(seq 60); do
  now=$(curl -fs -m 2 http://127.0.0.1:{{ca_port}}/intermediate.pem)
  [ -n "$now" ] && [ "$now" != "$before" ] && exit 0
  sleep 0.1
done
exit 1
