# title: Restart the service every minute
echo '* * * * * root systemctl restart {{service}}' > /etc/cron.d/{{service}}-restart

systemctl restart {{service}}
