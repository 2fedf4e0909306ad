# title: Bind the instance to the machine's own address
# variants: loopback-only
curl -sS http://{{ip_node1}}:{{port}}{{first}}/healthz; curl -sS http://localhost:{{port}}{{first}}/healthz

sed -i 's/^host = "127.0.0.1"/host = "{{ip_node1}}"/' /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}}
