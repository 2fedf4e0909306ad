# title: Read nginx's log by customer, then ask the service why
grep '^{{ip_desk}} ' /var/log/nginx/{{service}}.log | tail -n 8

grep -v '^{{ip_desk}} ' /var/log/nginx/{{service}}.log | tail -n 8

journalctl -u {{service}} -n 12 --no-pager

curl -s localhost/metrics

ss -tin dst {{ip_desk}}
