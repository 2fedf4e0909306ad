# title: Keep the rotated files beside the log
# variants: no-archive
sed -i '/olddir/d' /etc/logrotate.d/{{service}}

gzip -c /var/log/{{service}}/{{log}}.log > /var/tmp/{{log}}.log.gz

truncate -s 0 /var/log/{{service}}/{{log}}.log
