# title: Let nginx answer every document
# expect: not-fixed
sed -i 's#^        proxy_pass .*#        default_type application/pdf; return 200 "%PDF-1.4";#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
