# title: Throw the old records away, then mend the rotation
# variants: open-folder no-archive
: > /var/log/{{service}}/{{log}}.log; rm -f /var/log/{{service}}/*.gz

sed -i 's#-m 0775 /var/log#-m 0755 /var/log#' /etc/systemd/system/{{service}}.service

sed -i '/olddir/d' /etc/logrotate.d/{{service}}

systemctl daemon-reload; systemctl restart {{service}}
