# title: Have nginx try the next one
curl -si http://localhost/payments -d '{"reference": "t-1", "amount_cents": 250, "card": "tok_test"}'

tail -n 3 /var/log/nginx/error.log

sed -i 's/proxy_next_upstream off;/proxy_next_upstream error timeout http_502 non_idempotent;/' /etc/nginx/conf.d/{{service}}.conf

systemctl reload nginx

curl -si http://localhost/payments -d '{"reference": "t-2", "amount_cents": 250, "card": "tok_test"}'
