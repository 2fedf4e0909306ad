# title: Ask for the old name too, and renew
# variants: wrong-names
openssl s_client -connect localhost:443 < /dev/null 2> /dev/null | openssl x509 -noout -ext subjectAltName

echo {{service}}.{{company}}.internal >> /etc/tls/names

renew-certificate

openssl s_client -connect localhost:443 < /dev/null 2> /dev/null | openssl x509 -noout -ext subjectAltName
