# title: Put the old name back in the place of the new one
# variants: wrong-names
sed -i 's/^{{service}}-{{site}}\./{{service}}./' /etc/tls/names

cat /etc/tls/names; renew-certificate
