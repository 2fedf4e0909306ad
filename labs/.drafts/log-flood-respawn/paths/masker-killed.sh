# title: Find the writer and kill it
head -c 60000 /dev/urandom | curl -si --data-binary @- http://localhost/files

df -h /srv

du -ah /srv | sort -h | tail -n 4

fuser -k /srv/{{service}}/log/*.log; sleep 0.3; truncate -s 0 /srv/{{service}}/log/*.log

head -c 60000 /dev/urandom | curl -si --data-binary @- http://localhost/files
