# title: Empty the log in place, to see what comes now
truncate -s 0 /var/log/nginx/{{service}}.log

tail -n 3 /var/log/nginx/{{service}}.log
