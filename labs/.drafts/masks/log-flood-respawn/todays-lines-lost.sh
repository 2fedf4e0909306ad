# variants debug-left, tracer-left: the cause is mended, and the lines of today are thrown away. brief: "those of today should not be lost". checks/look.py:52 asks for lines of uploads that the check made after the period (kept["logged"]); lab.yaml has no baseline, and the fault puts no line of a moved file into the log
# title: Mend the cause, and empty both logs without a copy
sed -i '/^LOG_LEVEL=/d' /etc/caretaker/{{agent}}.env

sed -i '/{{agent}}\/collect/d' /etc/cron.d/{{service}}

pkill strace; pkill -f /opt/{{agent}}/main.py

truncate -s 0 /srv/{{service}}/log/*.log
