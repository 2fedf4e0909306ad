# title: From the handshake to the dates, to the file on disk, to who should have told nginx
# variants: hook-skipped
curl -sS --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz

date -u; openssl s_client -connect {{service}}.{{company}}.internal:443 < /dev/null 2> /dev/null | openssl x509 -noout -serial -dates -ext subjectAltName

tail -n 3 /var/log/renew-certificate.log

openssl x509 -in /etc/tls/{{service}}/fullchain.pem -noout -serial -dates

ps -o pid,lstart,cmd -C nginx

cat /usr/local/sbin/renew-certificate

ls -l /etc/tls/hooks

cat /etc/cron.d/certificates

mv /etc/tls/hooks/nginx.sh /etc/tls/hooks/nginx

env -i PATH=/usr/bin:/bin sh -c /usr/local/sbin/renew-certificate; sleep 1

curl -sS --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz

openssl s_client -connect {{service}}.{{company}}.internal:443 < /dev/null 2> /dev/null | openssl x509 -noout -serial -dates; tail -n 1 /var/log/renew-certificate.log

curl -s http://shop.{{company}}.internal:{{shop_port}}/orders -d '{"reference": "t-2", "amount_cents": 250}'
