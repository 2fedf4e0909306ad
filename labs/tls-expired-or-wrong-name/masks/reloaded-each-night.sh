# title: Reload nginx once a night by cron
# variants: hook-skipped
echo '0 4 * * * root systemctl reload nginx' > /etc/cron.d/nginx-reload

systemctl reload nginx
