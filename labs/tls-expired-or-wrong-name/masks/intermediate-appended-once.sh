# title: Put the intermediate into the file by hand
# variants: leaf-only
curl -s http://ca.{{company}}.internal:{{ca_port}}/intermediate.pem >> /etc/tls/{{service}}/fullchain.pem

systemctl reload nginx
