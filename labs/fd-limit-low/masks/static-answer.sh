# title: Let nginx answer all quotes itself
# expect: not-fixed
sed -i 's#^        proxy_pass .*#        default_type application/json; return 200 "{\\"total_cents\\": 1999}";#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
