# title: Let logrotate make the archive folder
# variants: no-archive
logrotate /etc/logrotate.d/{{service}}

sed -i 's#^    olddir .*#&\n    createolddir 0750 {{service}} {{service}}#' /etc/logrotate.d/{{service}}

mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

systemctl reload {{service}}

logrotate /etc/logrotate.d/{{service}}
