# title: Larger buffers in nginx
sed -i 's#^        proxy_pass .*#&\n        proxy_buffers 64 16k;#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
