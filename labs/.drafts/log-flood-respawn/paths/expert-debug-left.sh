# title: From the disk to the log, to the process's environment, to what starts it
# variants: debug-left
head -c 60000 /dev/urandom | curl -si --data-binary @- http://localhost/files

journalctl -u {{service}} -n 10 --no-pager

df -h /srv; df -i /srv

du -ah /srv | sort -h | tail -n 5

lsof -nP /srv/{{service}}/log/{{agent}}.log

tail -n 3 /srv/{{service}}/log/{{agent}}.log

cat /etc/{{agent}}/{{agent}}.toml

systemctl status {{agent}} --no-pager; pstree -asp $(pgrep -o -f /opt/{{agent}}/main.py)

tr '\0' '\n' < /proc/$(pgrep -o -f /opt/{{agent}}/main.py)/environ

grep -rn LOG_LEVEL /etc

cat /etc/caretaker/{{agent}}.env

sed -i -e '/^LOG_LEVEL=/d' -e '/OPS-{{ticket}}/d' /etc/caretaker/{{agent}}.env

kill $(pgrep -o -f /opt/{{agent}}/main.py)

grep -a ' INFO ' /srv/{{service}}/log/{{agent}}.log | gzip > /var/backups/{{agent}}.log.gz

truncate -s 0 /srv/{{service}}/log/{{agent}}.log

sleep 3; df -h /srv

head -c 60000 /dev/urandom | curl -si --data-binary @- http://localhost/files; sleep 0.5; tail -n 2 /srv/{{service}}/log/{{agent}}.log
