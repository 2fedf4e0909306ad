# title: Restart the service every hour, from now on
echo '7 * * * * root systemctl restart {{service}}' > /etc/cron.d/{{service}}-restart
