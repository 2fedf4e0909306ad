# title: Let the tracer start once a night only
# variants: tracer-left
sed -i 's#^\* \* \* \* \* root \(/usr/local/lib/{{agent}}/collect\)#0 3 * * * root \1#' /etc/cron.d/{{service}}

pkill strace; sleep 0.5; rm /srv/{{service}}/log/{{agent}}-io.log
