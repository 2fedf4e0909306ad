# title: Let nginx keep answers for a minute, and serve old ones while it waits
# expect: not-fixed
mkdir -p /var/cache/nginx/stock && chown www-data /var/cache/nginx/stock

sed -i -e '1i proxy_cache_path /var/cache/nginx/stock keys_zone=stock:4m inactive=1h;' -e 's#^        proxy_pass .*#&\n        proxy_cache stock; proxy_cache_valid 200 1m; proxy_cache_use_stale error timeout updating; proxy_cache_background_update on;#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
