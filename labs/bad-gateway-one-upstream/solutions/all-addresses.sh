# title: Bind the instance to all addresses again
# variants: loopback-only
sed -i 's/^host = "127.0.0.1"/host = "0.0.0.0"/' /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}}

ss -ltnp
