# title: Let nginx close idle connections before the instance does
# variants: short-keep-alive
sed -i 's/keepalive_timeout 3s;/keepalive_timeout 200ms;/' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
