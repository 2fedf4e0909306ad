# title: Let the instance wait longer than nginx does
# variants: short-keep-alive
grep -n keepalive /etc/nginx/conf.d/{{service}}.conf; grep -n keep_alive /etc/{{service}}/*.toml

sed -i 's/^keep_alive_s = .*/keep_alive_s = 75/' /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}}
