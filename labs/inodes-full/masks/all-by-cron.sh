# title: Empty the spool every minute
# expect: symptom-hidden not-fixed
echo '* * * * * root rm -rf /var/spool/{{service}}/links/* /var/spool/{{service}}/incoming/*' > /etc/cron.d/{{service}}-clean

rm -rf /var/spool/{{service}}/links/* /var/spool/{{service}}/incoming/*
