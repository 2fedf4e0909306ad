# title: Roll back to the release before
ln -sfn releases/1.4.2 /opt/{{service}}/current

systemctl restart {{service}} && curl -s localhost/healthz
