# title: Restart it until something is made

curl -s http://localhost/metrics

systemctl restart {{service}}-worker; sleep 1

curl -s http://localhost/metrics

mv $(ls -d /var/spool/{{service}}/queue/* | head -n 1) /var/tmp/

systemctl restart {{service}}-worker; sleep 1

curl -s http://localhost/metrics
