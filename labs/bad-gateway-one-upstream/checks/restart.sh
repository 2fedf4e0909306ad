systemctl restart {{service}}-1
systemctl restart {{service}}-2
systemctl restart nginx
for at in {{ip_node1}}:{{port}}1 {{ip_node1}}:{{port}}2 127.0.0.1; do
  for _ in $(seq 40); do
    curl -fs -m 1 -o /dev/null http://$at/healthz && break
    sleep 0.1
  done
done
