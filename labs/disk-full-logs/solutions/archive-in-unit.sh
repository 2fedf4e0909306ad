# title: Make the archive folder with the unit
# variants: no-archive
sed -i 's#^ExecStart=#ExecStartPre=+/usr/bin/install -d -o {{service}} -g {{service}} -m 0750 /var/log/{{service}}/archive\n&#' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

systemctl restart {{service}}

ls -l /var/log/{{service}}
