# title: Empty the logs every minute
# expect: symptom-hidden not-fixed
echo '* * * * * root truncate -s 0 /srv/{{service}}/log/*.log' > /etc/cron.d/empty-logs

truncate -s 0 /srv/{{service}}/log/*.log
