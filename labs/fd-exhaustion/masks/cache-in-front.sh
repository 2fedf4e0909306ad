# title: Cache quotes in nginx, and serve old ones on errors
mkdir -p /var/cache/nginx/quotes && chown www-data /var/cache/nginx/quotes

sed -i -e '1i proxy_cache_path /var/cache/nginx/quotes keys_zone=quotes:4m inactive=1h;' -e 's#^        proxy_pass .*#&\n        proxy_cache quotes; proxy_cache_valid 200 404 1h; proxy_cache_use_stale error timeout http_503;#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx

systemctl restart {{service}}
