# title: A cache in nginx, for an hour
# expect: not-fixed
sed -i -e '1i proxy_cache_path /var/cache/nginx-baskets keys_zone=baskets:10m inactive=2h;' -e 's#^        proxy_pass .*#&\n        proxy_cache baskets;\n        proxy_cache_valid 200 1h;\n        proxy_cache_use_stale updating error timeout;#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
