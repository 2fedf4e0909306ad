# title: Restart the service every minute
# expect: not-fixed symptom-hidden
echo '* * * * * root systemctl restart {{service}}' > /etc/cron.d/{{service}}-restart

systemctl restart {{service}}
