# title: A static answer in nginx
# expect: not-fixed
sed -i 's#proxy_pass http.*#default_type application/json; return 200 "{\\"sku\\":\\"K-1\\",\\"available\\":7,\\"warehouse\\":\\"{{host_stock}}\\"}";#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx

curl -s http://localhost/products/K-1
