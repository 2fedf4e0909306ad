# title: Stop cron, kill strace
# variants: tracer-left
systemctl disable --now cron; pkill strace; rm -f /srv/{{service}}/log/{{agent}}-io.log
