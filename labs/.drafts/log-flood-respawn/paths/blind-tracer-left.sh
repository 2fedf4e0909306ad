# title: Remember the debugging of September, and take its traces away
# variants: tracer-left
systemctl restart {{service}}

sed -i '/{{agent}}\/collect/d' /etc/cron.d/{{service}}

pkill strace

rm -f /srv/{{service}}/log/{{agent}}-io.log
