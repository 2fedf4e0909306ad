# title: Reload nginx, just in case
nginx -t && systemctl reload nginx
