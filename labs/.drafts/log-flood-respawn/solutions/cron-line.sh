# title: Take the line out of the cron table, end strace, remove its file
# variants: tracer-left
sed -i '/{{agent}}\/collect/d' /etc/cron.d/{{service}}

pkill strace

rm /srv/{{service}}/log/{{agent}}-io.log

grep Tracer /proc/$(pgrep -o -f /opt/{{agent}}/main.py)/status
