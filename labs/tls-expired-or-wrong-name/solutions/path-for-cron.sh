# title: Give cron's jobs a PATH
# variants: cron-path
sed -i '1i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' /etc/cron.d/certificates

renew-certificate && tail -n 1 /var/log/renew-certificate.log
