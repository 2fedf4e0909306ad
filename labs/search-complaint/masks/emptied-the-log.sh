# title: Begin the log anew
mv /var/log/nginx/{{service}}.log /root/ && kill -USR1 $(cat /run/nginx.pid)
