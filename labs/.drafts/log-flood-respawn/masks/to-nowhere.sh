# title: Make the log a link to /dev/null
# variants: debug-left
rm -f /srv/{{service}}/log/{{agent}}.log; ln -s /dev/null /srv/{{service}}/log/{{agent}}.log

pkill -f /opt/{{agent}}/main.py
