# title: Let no job run for longer than a second
# expect: symptom-hidden not-fixed
# variants: one-moment
sed -i 's# /opt/{{service}}/jobs/publish# timeout 1 /opt/{{service}}/jobs/publish#' /etc/cron.d/{{service}}
