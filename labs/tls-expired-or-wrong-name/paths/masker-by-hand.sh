# title: Renew and reload by hand, and look whether orders are paid
# variants: hook-skipped cron-path
curl -sS --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz

renew-certificate

systemctl reload nginx

curl -sS --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz
