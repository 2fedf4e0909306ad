# title: Put nginx in front, on the service's port
# expect: not-fixed symptom-hidden
sed -i -e 's/^port = .*/port = 8999/' -e 's/^host = .*/host = "127.0.0.1"/' /etc/{{service}}/{{service}}.toml

printf 'server { listen {{port}} backlog=4096; location / { proxy_pass http://127.0.0.1:8999; } }\n' > /etc/nginx/conf.d/{{service}}.conf

systemctl restart {{service}}; sleep 1; systemctl enable --now nginx
