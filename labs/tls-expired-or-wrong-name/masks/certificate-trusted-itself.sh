# title: Let the shop trust the certificate that it is shown
# on: shop
# expect: symptom-hidden not-fixed
openssl s_client -connect {{service}}.{{company}}.internal:443 < /dev/null 2> /dev/null | openssl x509 >> /etc/ssl/{{company}}-root.pem

systemctl restart storefront
