# title: From the handshake to the issuer, to what nginx sends, to what the renewal writes
# variants: leaf-only
curl -sS --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz

openssl s_client -connect {{service}}.{{company}}.internal:443 -CAfile /etc/ssl/{{company}}-root.pem -showcerts < /dev/null 2>&1 | grep -iE 'verif|s:|i:'

openssl s_client -connect {{service}}.{{company}}.internal:443 < /dev/null 2> /dev/null | openssl x509 -noout -serial -dates -issuer

curl -s http://ca.{{company}}.internal:{{ca_port}}/intermediate.pem | openssl x509 -noout -subject -issuer -dates

ps -o pid,lstart,cmd -C nginx

grep -c BEGIN /etc/tls/{{service}}/*.pem

tail -n 3 /var/log/renew-certificate.log; cat /usr/local/sbin/renew-certificate

cp -a /usr/local/sbin/renew-certificate /root/renew-certificate.before

sed -i 's#^jq -re .certificate .*#jq -re .certificate "$work/answer.json" > "$work/cert.pem"\njq -re ".certificate, .chain[]" "$work/answer.json" > "$work/fullchain.pem"#' /usr/local/sbin/renew-certificate

diff /root/renew-certificate.before /usr/local/sbin/renew-certificate

env -i PATH=/usr/bin:/bin sh -c /usr/local/sbin/renew-certificate; sleep 1

curl -sS --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz

openssl s_client -connect {{service}}.{{company}}.internal:443 -CAfile /etc/ssl/{{company}}-root.pem < /dev/null 2>&1 | grep -i verif; tail -n 1 /var/log/renew-certificate.log

curl -s http://shop.{{company}}.internal:{{shop_port}}/orders -d '{"reference": "t-2", "amount_cents": 250}'
