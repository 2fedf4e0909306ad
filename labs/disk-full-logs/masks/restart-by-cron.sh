# title: Restart the service every five minutes
# expect: symptom-hidden not-fixed
# variants: wrong-pid-file
echo '*/5 * * * * root systemctl restart {{service}}' > /etc/cron.d/{{service}}-restart

systemctl restart {{service}}
