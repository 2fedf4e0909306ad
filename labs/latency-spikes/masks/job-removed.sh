# title: Comment the job out of the crontab
# variants: one-moment
sed -i '/jobs\/publish/s/^/# /' /etc/cron.d/{{service}}
