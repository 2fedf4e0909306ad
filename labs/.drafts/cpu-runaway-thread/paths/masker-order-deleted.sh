# title: See on which order it hangs, and delete it

curl -s http://localhost/metrics

journalctl -u {{service}}-worker -n 5 --no-pager

rm -f /var/spool/{{service}}/queue/*-{{letters}}-{{number}}.json

systemctl restart {{service}}-worker; sleep 2

curl -s http://localhost/metrics
