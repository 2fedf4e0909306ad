# title: Longer timeouts and a larger pool of connections in nginx
# expect: not-fixed
sed -i -e 's/proxy_read_timeout 10s;/proxy_read_timeout 60s; proxy_connect_timeout 60s; proxy_send_timeout 60s;/' -e 's/keepalive 16;/keepalive 128;/' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
