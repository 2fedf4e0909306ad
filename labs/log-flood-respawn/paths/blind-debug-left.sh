# title: Remember the debugging of September, and take its traces away
# variants: debug-left
systemctl restart {{service}}

sed -i '/^LOG_LEVEL=/d' /etc/caretaker/{{agent}}.env

systemctl restart caretaker

gzip -c /srv/{{service}}/log/{{agent}}.log > /root/{{agent}}.log.gz; truncate -s 0 /srv/{{service}}/log/{{agent}}.log
