# title: Let nginx ask for the instance at 127.0.0.1
# variants: loopback-only
sed -i 's/server {{ip_node1}}:{{port}}{{first}} /server 127.0.0.1:{{port}}{{first}} /' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
