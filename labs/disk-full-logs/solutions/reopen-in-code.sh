# title: Let the service open its log anew for each record
# variants: wrong-pid-file
grep -n 'self._torn else line' /opt/{{service}}/audit.py

sed -i 's#^            data = .*#            os.close(self._fd)\n            self._fd = self._open()\n&#' /opt/{{service}}/audit.py

systemctl restart {{service}}
