# title: Reload nginx by hand
# expect: symptom-hidden not-fixed
systemctl reload nginx

curl -s --cacert /etc/ssl/{{company}}-root.pem https://{{service}}.{{company}}.internal/healthz
