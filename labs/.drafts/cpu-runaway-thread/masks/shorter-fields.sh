# title: Take shorter addresses only, and delete the long one
sed -i 's/"recipient": 100, "street": 60/"recipient": 28, "street": 30/' /opt/{{service}}/api.py

rm -f /var/spool/{{service}}/queue/*-{{letters}}-{{number}}.json

systemctl restart {{service}} {{service}}-worker
