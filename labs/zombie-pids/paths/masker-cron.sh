# title: Restart it, see that it works, and let cron do that from now on

systemctl status {{service}} --no-pager

systemctl restart {{service}}

sleep 1

curl -i http://localhost/documents -d '{"title": "No. 1", "lines": ["Harbour Street 4", "20457 Hamburg"]}' | head -n 8

echo '*/2 * * * * root systemctl restart {{service}}' > /etc/cron.d/{{service}}-restart

systemctl status cron --no-pager
