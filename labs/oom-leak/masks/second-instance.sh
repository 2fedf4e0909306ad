# title: A second instance that nginx tries when the first one is away
# expect: not-fixed symptom-hidden
sed -e 's/^Description=.*/Description={{service}} API, second instance/' -e 's#{{service}}.toml#second.toml#' /etc/systemd/system/{{service}}.service > /etc/systemd/system/{{service}}-2.service

sed 's/^port = {{port}}$/port = 8999/' /etc/{{service}}/{{service}}.toml > /etc/{{service}}/second.toml

sed -i -e 's#proxy_pass .*#proxy_pass http://both;#' -e '1i upstream both { server 127.0.0.1:{{port}}; server 127.0.0.1:8999 backup; }' /etc/nginx/conf.d/{{service}}.conf

systemctl daemon-reload; systemctl enable --now {{service}}-2; systemctl restart {{service}}

until curl -fs localhost:8999/healthz; do sleep 0.1; done; systemctl reload nginx
