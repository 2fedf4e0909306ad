# title: The disk is full, so empty the log
head -c 60000 /dev/urandom | curl -si --data-binary @- http://localhost/files

df -h

ls -l /srv/{{service}}/log

truncate -s 0 /srv/{{service}}/log/*.log

df -h /srv

head -c 60000 /dev/urandom | curl -si --data-binary @- http://localhost/files
