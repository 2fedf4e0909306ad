# title: Let the renewal fetch the intermediate by itself
# variants: leaf-only
sed -i 's#^mkdir -p "$DIR"#curl -fsS -m 10 "$CA/intermediate.pem" >> "$work/fullchain.pem"\n&#' /usr/local/sbin/renew-certificate

renew-certificate && grep -c BEGIN /etc/tls/{{service}}/fullchain.pem
