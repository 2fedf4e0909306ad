# title: Let nginx give up after half a second
# expect: not-fixed
# variants: no-second-copy
sed -i 's/proxy_read_timeout .*/proxy_read_timeout 500ms;/' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
