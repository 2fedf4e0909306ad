# title: Take the header away in nginx
# variants: language-header
sed -i 's/^        proxy_set_header Host .*/&\n        proxy_set_header Accept-Language "";/' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
