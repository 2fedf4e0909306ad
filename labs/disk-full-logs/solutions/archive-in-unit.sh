# title: Make the archive folder with the unit
# variants: no-archive
sed -i 's#^LogsDirectory=.*#LogsDirectory={{service}} {{service}}/archive#' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

systemctl restart {{service}}

ls -l /var/log/{{service}}
