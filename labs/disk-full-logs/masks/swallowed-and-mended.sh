# title: Accept orders without a record for relief, then mend the rotation
sed -i 's#^        self._audit.append(\(.*\))$#        try:\n            self._audit.append(\1)\n        except OSError:\n            pass#' /opt/{{service}}/orders.py

sed -i 's#/run/{{service}}.pid#/run/{{service}}/{{service}}.pid#; /olddir/d' /etc/logrotate.d/{{service}}

sed -i 's#-m 0775 /var/log#-m 0755 /var/log#' /etc/systemd/system/{{service}}.service

systemctl daemon-reload

mv /var/log/{{service}}/{{log}}.log /var/backups/{{log}}.log

systemctl restart {{service}}
