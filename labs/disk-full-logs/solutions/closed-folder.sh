# title: Take the group's right to write away in the unit, and move the old log off the disk
# variants: open-folder
logrotate -d /etc/logrotate.d/{{service}} 2>&1 | tail

sed -i 's#-m 0775 /var/log#-m 0755 /var/log#' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

mv /var/log/{{service}}/{{log}}.log /var/tmp/

systemctl restart {{service}}

ls -ld /var/log/{{service}}
