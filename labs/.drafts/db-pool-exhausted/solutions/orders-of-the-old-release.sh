# title: Take over how the release before handled orders
cd /opt/{{service}}/releases

cp 1.4.2/orders.py 1.4.2/api.py 1.5.0/

systemctl restart {{service}}
