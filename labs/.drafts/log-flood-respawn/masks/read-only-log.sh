# title: Take the right to write from the log
# variants: debug-left
# expect: symptom-hidden not-fixed
pkill -f /opt/{{agent}}/main.py; truncate -s 0 /srv/{{service}}/log/{{agent}}.log; chown root /srv/{{service}}/log/{{agent}}.log; chmod 444 /srv/{{service}}/log/{{agent}}.log

sleep 2
