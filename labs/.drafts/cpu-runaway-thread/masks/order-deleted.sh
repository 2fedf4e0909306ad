# title: Delete the order that the worker is at
rm -f /var/spool/{{service}}/queue/*-{{letters}}-{{number}}.json

systemctl restart {{service}}-worker
