# title: Restart the service every minute
# expect: symptom-hidden not-fixed
echo '* * * * * root systemctl restart {{service}}' > /etc/cron.d/{{service}}-restart

systemctl restart {{service}}
