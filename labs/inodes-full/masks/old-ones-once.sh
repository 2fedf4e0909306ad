# title: Remove what is older than half an hour, once
find /var/spool/{{service}} -type f -mmin +30 -delete

df -i /var/spool/{{service}}
