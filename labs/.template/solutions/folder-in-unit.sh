# title: Make the folder in the unit instead of the script

sed -i 's#^ExecStartPre=.*#ExecStartPre=+/usr/bin/install -d -o {{service}} -g {{service}} -m 0755 /var/lib/{{service}}#' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

systemctl restart {{service}}
