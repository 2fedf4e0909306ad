# title: Log nothing but errors from now on
# variants: debug-left
sed -i 's/^LOG_LEVEL=.*/LOG_LEVEL=error/' /etc/caretaker/{{agent}}.env

systemctl restart caretaker; truncate -s 0 /srv/{{service}}/log/{{agent}}.log
