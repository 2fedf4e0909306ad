# title: Let a hook put the intermediate behind it before nginx is reloaded
# variants: leaf-only
cat > /etc/tls/hooks/chain <<'END'
#!/bin/sh
. /etc/tls/renew.conf
curl -fsS "$CA/intermediate.pem" >> "$DIR/fullchain.pem"
END

chmod 755 /etc/tls/hooks/chain

renew-certificate
