# title: Let nginx say yes to every order
# expect: not-fixed
sed -i 's#^        proxy_pass .*#        return 201;#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
