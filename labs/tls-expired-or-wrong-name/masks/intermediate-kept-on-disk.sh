# title: Keep the intermediate on disk, and let a hook put it behind each certificate
# variants: leaf-only
curl -fsS http://ca.{{company}}.internal:{{ca_port}}/intermediate.pem > /etc/tls/intermediate.pem

printf '#!/bin/sh\n. /etc/tls/renew.conf\ncat /etc/tls/intermediate.pem >> "$DIR/fullchain.pem"\n' > /etc/tls/hooks/chain

chmod 755 /etc/tls/hooks/chain; renew-certificate
