# title: Put nginx in front, which keeps its connections to the service
# expect: not-fixed symptom-hidden
sed -i -e 's/^port = .*/port = 8999/' -e 's/^host = .*/host = "127.0.0.1"/' /etc/{{service}}/{{service}}.toml

printf 'upstream kept { server 127.0.0.1:8999; keepalive 64; }\nserver { listen {{port}} backlog=4096; location / { proxy_pass http://kept; proxy_http_version 1.1; proxy_set_header Connection ""; } }\n' > /etc/nginx/conf.d/{{service}}.conf

systemctl restart {{service}}; sleep 1; systemctl enable --now nginx
