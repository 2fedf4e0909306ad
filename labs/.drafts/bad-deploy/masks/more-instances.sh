# title: Three more instances behind nginx
# expect: not-fixed
for n in 1 2 3; do sed "s/^port = .*/port = 7${n}00/" /etc/{{service}}/{{service}}.toml > /etc/{{service}}/$n.toml; chmod 644 /etc/{{service}}/$n.toml; setsid nohup setpriv --reuid {{service}} --regid {{service}} --clear-groups python3 /opt/{{service}}/current/main.py --config /etc/{{service}}/$n.toml > /dev/null 2>&1 & done

sed -i -e '1i upstream instances { server 127.0.0.1:{{port}}; server 127.0.0.1:7100; server 127.0.0.1:7200; server 127.0.0.1:7300; }' -e 's#proxy_pass .*#proxy_pass http://instances;#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
