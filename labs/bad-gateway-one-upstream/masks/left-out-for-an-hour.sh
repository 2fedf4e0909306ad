# title: Leave an instance out for an hour after its first failure
# expect: symptom-hidden not-fixed
sed -i 's/max_fails=0;/max_fails=1 fail_timeout=1h;/' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx

for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do curl -s -o /dev/null -w '%{http_code}\n' localhost/payments -d "{\"reference\": \"u-$RANDOM$n\", \"amount_cents\": 250, \"card\": \"tok_test\"}"; done
