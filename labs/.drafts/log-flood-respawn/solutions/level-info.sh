# title: Set the level to info, and restart caretaker
# variants: debug-left
sed -i 's/^LOG_LEVEL=.*/LOG_LEVEL=info/' /etc/caretaker/{{agent}}.env

systemctl restart caretaker

gzip -c /srv/{{service}}/log/{{agent}}.log > /var/backups/{{agent}}.log.gz && : > /srv/{{service}}/log/{{agent}}.log
