# title: Let nginx hand out links
# expect: not-fixed
sed -i 's#^    location / {#    location = /v1/links { default_type application/json; return 201 "{\\"link\\": \\"00000000000000000000000000000000\\"}"; }\n&#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
