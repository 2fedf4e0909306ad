# title: Give the shop the intermediate
# on: shop
# variants: leaf-only
curl -s http://ca.{{company}}.internal:{{ca_port}}/intermediate.pem >> /etc/ssl/{{company}}-root.pem

systemctl restart storefront
