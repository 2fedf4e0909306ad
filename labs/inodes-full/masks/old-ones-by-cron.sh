# title: Remove what is older than a quarter of an hour, every minute
echo '* * * * * root find /var/spool/{{service}} -type f -mmin +15 -delete' > /etc/cron.d/{{service}}-clean

find /var/spool/{{service}} -type f -mmin +15 -delete
