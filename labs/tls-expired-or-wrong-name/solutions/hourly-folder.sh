# title: Put a link into cron's folder of every hour, and take the broken line away
# variants: cron-path
ln -s /usr/local/sbin/renew-certificate /etc/cron.hourly/renew-certificate

rm /etc/cron.d/certificates; run-parts --test /etc/cron.hourly

env -i PATH=/usr/bin:/bin run-parts --report /etc/cron.hourly
