# title: From the handshake to the dates, to a log that ends, to the line of cron
# variants: cron-path
curl -sS --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz

date -u; openssl s_client -connect {{service}}.{{company}}.internal:443 < /dev/null 2> /dev/null | openssl x509 -noout -serial -dates -ext subjectAltName

tail -n 3 /var/log/renew-certificate.log

openssl x509 -in /etc/tls/{{service}}/fullchain.pem -noout -serial -dates -checkend 0

ps -o pid,lstart,cmd -C cron

cat /usr/local/sbin/renew-certificate

cat /etc/cron.d/certificates

env -i PATH=/usr/bin:/bin sh -c renew-certificate

sed -i 's#root renew-certificate#root /usr/local/sbin/renew-certificate#' /etc/cron.d/certificates

env -i PATH=/usr/bin:/bin sh -c "$(awk '$1 == 17 {print $7}' /etc/cron.d/certificates)"; sleep 1

curl -sS --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz

openssl s_client -connect {{service}}.{{company}}.internal:443 < /dev/null 2> /dev/null | openssl x509 -noout -serial -dates; tail -n 1 /var/log/renew-certificate.log

curl -s http://shop.{{company}}.internal:{{shop_port}}/orders -d '{"reference": "t-2", "amount_cents": 250}'
