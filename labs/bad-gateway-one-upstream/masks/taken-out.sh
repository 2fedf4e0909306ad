# title: Take the instance out of nginx
sed -i '/server {{ip_node1}}:{{port}}{{first}} /d' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
