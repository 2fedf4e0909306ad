# title: Let the instance end each connection with its answer, and say so
# variants: short-keep-alive
sed -i 's/^keep_alive_s = .*/keep_alive_s = 0/' /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}}

curl -si http://{{ip_node1}}:{{port}}{{first}}/healthz
