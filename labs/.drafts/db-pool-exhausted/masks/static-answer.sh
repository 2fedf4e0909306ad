# title: Let nginx say yes to every order
# expect: not-fixed
sed -i 's#^        proxy_pass .*#        default_type application/json; return 201 "{\\"order\\": 1}";#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
