# title: Let nginx keep no connections to the instances
# variants: short-keep-alive
sed -i '/^    keepalive/d' /etc/nginx/conf.d/{{service}}.conf

sed -i 's/proxy_set_header Connection "";/proxy_set_header Connection close;/' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
