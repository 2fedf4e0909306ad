# title: Share the streams between two instances behind nginx
# expect: symptom-hidden not-fixed
sed -e 's/^Description=.*/Description={{service}} API, second instance/' -e 's#{{service}}.toml#second.toml#' /etc/systemd/system/{{service}}.service > /etc/systemd/system/{{service}}-2.service

sed -i 's/^port = {{port}}$/port = 8998/' /etc/{{service}}/{{service}}.toml

sed 's/^port = 8998$/port = 8999/' /etc/{{service}}/{{service}}.toml > /etc/{{service}}/second.toml

cp -r /etc/systemd/system/{{service}}.service.d /etc/systemd/system/{{service}}-2.service.d

sed -i -e 's#proxy_pass .*#proxy_pass http://both; proxy_buffering off;#' -e 's#listen 80 .*#&\n    listen {{port}};#' -e '1i upstream both { least_conn; server 127.0.0.1:8998; server 127.0.0.1:8999; }' /etc/nginx/conf.d/{{service}}.conf

systemctl daemon-reload; systemctl enable --now {{service}}-2; systemctl restart {{service}}

until curl -fs localhost:8998/healthz && curl -fs localhost:8999/healthz; do sleep 0.1; done; systemctl restart nginx
