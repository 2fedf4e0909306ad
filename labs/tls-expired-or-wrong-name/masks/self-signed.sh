# title: A certificate for ten years, signed by itself
# expect: not-fixed
openssl req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN={{service}}.{{company}}.internal -addext subjectAltName=DNS:{{service}}.{{company}}.internal -keyout /etc/tls/own.key -out /etc/tls/own.pem

sed -i -e 's#ssl_certificate .*#ssl_certificate /etc/tls/own.pem;#' -e 's#ssl_certificate_key .*#ssl_certificate_key /etc/tls/own.key;#' /etc/nginx/conf.d/{{service}}.conf

nginx -t && systemctl reload nginx
