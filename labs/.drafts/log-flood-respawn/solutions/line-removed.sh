# title: Take the level out of caretaker's environment file, keep today's lines, end {{agent}}
# variants: debug-left
sed -i -e '/^LOG_LEVEL=/d' -e '/OPS-{{ticket}}/d' /etc/caretaker/{{agent}}.env

kill $(pgrep -o -f /opt/{{agent}}/main.py)

grep -a ' INFO ' /srv/{{service}}/log/{{agent}}.log | gzip > /var/backups/{{agent}}.log.gz

truncate -s 0 /srv/{{service}}/log/{{agent}}.log
