# title: Let nginx say that every label is made
# expect: not-fixed
sed -i 's#^    location / {#    location /v1/labels { default_type application/json; return 202 "{\\"state\\": \\"made\\", \\"lines\\": []}"; }\n&#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
