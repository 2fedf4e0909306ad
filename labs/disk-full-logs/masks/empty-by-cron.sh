# title: Empty the log every hour
# expect: symptom-hidden not-fixed
# variants: open-folder no-archive
echo '7 * * * * root truncate -s 0 /var/log/{{service}}/{{log}}.log' > /etc/cron.d/{{service}}-empty

truncate -s 0 /var/log/{{service}}/{{log}}.log
