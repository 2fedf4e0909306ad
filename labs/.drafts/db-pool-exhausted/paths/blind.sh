# title: Back to the release before, since it is always the release
ls /opt/{{service}}/releases

ln -sfn releases/1.4.2 /opt/{{service}}/current

systemctl restart {{service}}; sleep 2

curl -s localhost/healthz

curl -i http://localhost/orders/no-such-order
