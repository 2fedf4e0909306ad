# title: Ask for all names of the company
# variants: wrong-names
printf '%s\n' {{service}}.{{company}}.internal '*.{{company}}.internal' > /etc/tls/names

renew-certificate

tail -n 1 /var/log/renew-certificate.log
