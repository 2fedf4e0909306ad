# title: Let nginx send a payment to the next instance
sed -i 's/proxy_next_upstream off;/proxy_next_upstream error timeout invalid_header http_502 non_idempotent;/' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
