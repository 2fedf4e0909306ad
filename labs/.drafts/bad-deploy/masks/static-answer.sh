# title: Let nginx answer with an empty basket
# expect: not-fixed
sed -i 's#^        proxy_pass .*#        default_type application/json; return 200 "{\\"items\\": [], \\"total_cents\\": 0}";#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
