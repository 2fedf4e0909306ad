# title: It is killed, so allow it more memory and start it sooner

awk '{print $9}' /var/log/nginx/access.log | sort | uniq -c

journalctl -u {{service}} -n 20 --no-pager

sed -i -e 's/^RestartSec=.*/RestartSec=100ms\nMemoryMax=512M/' /etc/systemd/system/{{service}}.service

systemctl daemon-reload && systemctl restart {{service}} && sleep 1

curl -s -o /dev/null -w '%{http_code}\n' -X PUT localhost/v1/labels/test-1 -d '{"name": "M. Novak", "postcode": "10115"}'
