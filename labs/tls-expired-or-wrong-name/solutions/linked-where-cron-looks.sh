# title: Put a link where cron looks
# variants: cron-path
ln -s /usr/local/sbin/renew-certificate /usr/bin/renew-certificate

renew-certificate

curl -s --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz
