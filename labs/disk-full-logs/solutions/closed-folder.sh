# title: Take the group's right to write away in the unit, and move the old log off the disk
# variants: open-folder
logrotate -d /etc/logrotate.d/{{service}} 2>&1 | tail

sed -i '/^LogsDirectoryMode=/d' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

mv /var/log/{{service}}/{{log}}.log /var/tmp/

systemctl restart {{service}}

chmod 755 /var/log/{{service}}

ls -ld /var/log/{{service}}
