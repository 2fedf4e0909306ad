# title: Mend the cause, and empty both logs without a copy
sed -i '/^LOG_LEVEL=/d' /etc/caretaker/{{agent}}.env

sed -i '/{{agent}}\/collect/d' /etc/cron.d/{{service}}

pkill strace; pkill -f /opt/{{agent}}/main.py

truncate -s 0 /srv/{{service}}/log/*.log
