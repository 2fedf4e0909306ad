# title: From the handshake to the names in the certificate, to where the renewal takes them from
# variants: wrong-names
curl -sS --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz

openssl s_client -connect {{service}}.{{company}}.internal:443 < /dev/null 2> /dev/null | openssl x509 -noout -serial -dates -ext subjectAltName

tail -n 3 /var/log/renew-certificate.log

ps -o pid,lstart,cmd -C nginx

cat /usr/local/sbin/renew-certificate

cat /etc/tls/names; ls -l /etc/tls

echo {{service}}.{{company}}.internal >> /etc/tls/names

env -i PATH=/usr/bin:/bin sh -c /usr/local/sbin/renew-certificate; sleep 1

curl -sS --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz

openssl s_client -connect {{service}}.{{company}}.internal:443 < /dev/null 2> /dev/null | openssl x509 -noout -serial -dates -ext subjectAltName

curl -s http://shop.{{company}}.internal:{{shop_port}}/orders -d '{"reference": "t-2", "amount_cents": 250}'
