# title: Start the jobs at another second than everybody else's
# expect: symptom-hidden not-fixed
sed -i 's/ {{service}} flock -n/ {{service}} sleep 25; flock -n/' /etc/cron.d/{{service}}
