# title: Suspect the limits and raise the first one in sight
# variants: unit

systemctl restart {{service}}

sed -i 's/^LimitNOFILE=.*/LimitNOFILE=1024/' /etc/systemd/system/{{service}}.service.d/*.conf

systemctl daemon-reload; systemctl restart {{service}} && sleep 2

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'
