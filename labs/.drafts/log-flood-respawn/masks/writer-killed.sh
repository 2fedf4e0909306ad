# title: Kill the writer, and empty its file
# expect: symptom-hidden not-fixed
fuser -k /srv/{{service}}/log/*.log; sleep 0.3; truncate -s 0 /srv/{{service}}/log/*.log
