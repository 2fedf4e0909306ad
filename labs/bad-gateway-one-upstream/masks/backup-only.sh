# title: Let nginx ask the instance only when all others are gone
sed -i 's/\(server {{ip_node1}}:{{port}}{{first}}\) max_fails=0;/\1 backup;/' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
