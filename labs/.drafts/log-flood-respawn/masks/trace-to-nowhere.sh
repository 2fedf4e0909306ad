# title: Make the large file a link to /dev/null
# variants: tracer-left
pkill strace; rm -f /srv/{{service}}/log/{{agent}}-io.log; ln -s /dev/null /srv/{{service}}/log/{{agent}}-io.log

/usr/local/lib/{{agent}}/collect
