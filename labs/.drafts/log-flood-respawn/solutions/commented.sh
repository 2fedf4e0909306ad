# title: Comment the line out, end whoever has the file open, empty it
# variants: tracer-left
sed -i 's/^.*{{agent}}\/collect/# &/' /etc/cron.d/{{service}}

fuser -k /srv/{{service}}/log/{{agent}}-io.log; sleep 0.5

truncate -s 0 /srv/{{service}}/log/{{agent}}-io.log
