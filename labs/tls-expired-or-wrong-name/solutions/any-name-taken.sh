# title: Let run-parts take names with .sh
# variants: hook-skipped
sed -i "s#run-parts --report /etc/tls/hooks#run-parts --report --regex '^[A-Za-z0-9_.-]+\$' /etc/tls/hooks#" /usr/local/sbin/renew-certificate

tail -n 2 /usr/local/sbin/renew-certificate

systemctl reload nginx
