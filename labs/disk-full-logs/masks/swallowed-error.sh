# title: Accept orders without a record
sed -i 's#^        self._audit.append(\(.*\))$#        try:\n            self._audit.append(\1)\n        except OSError:\n            pass#' /opt/{{service}}/orders.py

systemctl restart {{service}}
