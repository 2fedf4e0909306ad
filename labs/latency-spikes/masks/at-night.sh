# title: Run the job once a night
# variants: no-second-copy
sed -i '/jobs\/snapshot/s/^\* \* \* \* \*/7 4 * * */' /etc/cron.d/{{service}}
