# title: Let nginx wait longer
# expect: not-fixed
sed -i 's/proxy_read_timeout 1s/proxy_read_timeout 30s/' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx

curl -s http://localhost/products/K-1
