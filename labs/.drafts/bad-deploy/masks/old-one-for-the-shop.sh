# title: The old release for the shop, the new one for the app
sed -e 's/^port = .*/port = 7400/' /etc/{{service}}/{{service}}.toml > /etc/{{service}}/new.toml; chmod 644 /etc/{{service}}/new.toml

setsid nohup setpriv --reuid {{service}} --regid {{service}} --clear-groups python3 /opt/{{service}}/releases/3.8.0/main.py --config /etc/{{service}}/new.toml > /dev/null 2>&1 &

release 3.7.4

sed -i -e '1i map $remote_addr $instance { default 127.0.0.1:{{port}}; {{ip_shop}} 127.0.0.1:7400; }' -e 's#proxy_pass .*#proxy_pass http://$instance;#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
