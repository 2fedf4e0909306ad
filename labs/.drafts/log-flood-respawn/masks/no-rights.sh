# title: Take all rights from the large file
# variants: tracer-left
# expect: symptom-hidden not-fixed
truncate -s 0 /srv/{{service}}/log/{{agent}}-io.log; chmod 000 /srv/{{service}}/log/{{agent}}-io.log; chown nobody /srv/{{service}}/log/{{agent}}-io.log
