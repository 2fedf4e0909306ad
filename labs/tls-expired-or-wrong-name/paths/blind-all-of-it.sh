# title: Write the whole renewal anew in one's own way, without having looked
systemctl restart nginx; systemctl restart {{service}}

printf '%s\n' {{service}}.{{company}}.internal {{host_pay}}.{{company}}.internal > /etc/tls/names

sed -i 's#^mkdir -p "$DIR"#{ cat "$work/cert.pem"; curl -fsS "$CA/intermediate.pem"; } > "$work/fullchain.pem"\n&#' /usr/local/sbin/renew-certificate

echo '17 */6 * * * root /usr/local/sbin/renew-certificate; systemctl reload nginx' > /etc/cron.d/certificates

/usr/local/sbin/renew-certificate; systemctl reload nginx

curl -s --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz
