# title: Get a certificate with the right name once, by hand
# variants: wrong-names
sed 's#/etc/tls/names#/tmp/names#' /usr/local/sbin/renew-certificate > /tmp/renew

echo {{service}}.{{company}}.internal > /tmp/names

bash /tmp/renew
