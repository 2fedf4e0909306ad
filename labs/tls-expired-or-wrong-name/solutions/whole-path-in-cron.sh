# title: Give cron the whole path, and renew now
# variants: cron-path
env -i PATH=/usr/bin:/bin sh -c renew-certificate

sed -i 's#root renew-certificate#root /usr/local/sbin/renew-certificate#' /etc/cron.d/certificates

/usr/local/sbin/renew-certificate
