# title: Find the upstream that fails, and take it out of nginx
for n in $(seq 24); do curl -s -o /dev/null -w '%{http_code}\n' http://localhost/payments -d "{\"reference\": \"t-$RANDOM-$n\", \"amount_cents\": 250, \"card\": \"tok_test\"}"; done | sort | uniq -c

tail -n 5 /var/log/nginx/error.log

sed -i '/server {{ip_node1}}:{{port}}{{first}} /d' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx

for n in $(seq 24); do curl -s -o /dev/null -w '%{http_code}\n' http://localhost/payments -d "{\"reference\": \"u-$RANDOM-$n\", \"amount_cents\": 250, \"card\": \"tok_test\"}"; done | sort | uniq -c
