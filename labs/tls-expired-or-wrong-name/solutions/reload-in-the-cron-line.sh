# title: Let cron reload nginx after the renewal
# variants: hook-skipped
sed -i 's#/usr/local/sbin/renew-certificate$#& \&\& systemctl reload nginx#' /etc/cron.d/certificates

cat /etc/cron.d/certificates

systemctl reload nginx
