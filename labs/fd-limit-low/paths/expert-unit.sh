# title: From the error to the descriptors, whose they are, and the limit that the unit sets
# variants: unit

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'

journalctl -u {{service}} -n 15 --no-pager

pid=$(systemctl show -p MainPID --value {{service}})

ls /proc/$pid/fd | wc -l; grep 'open files' /proc/$pid/limits

lsof -nP -p $pid | tail -n 8

ss -Htan | awk '{print $1}' | sort | uniq -c

curl -s -o /dev/null -w 'catalog: %{http_code} in %{time_total} s\n' http://{{ip_shop}}:{{catalog_port}}/v1/articles/{{letters}}-100200

curl -s localhost:{{port}}/v1/streams | tail -n 4

curl -s localhost:{{port}}/v1/streams | jq -r .till | sort | uniq -c | awk '{print $1}' | sort | uniq -c

systemctl cat {{service}}

printf '[Service]\n# {{planned}} tills are planned, each takes one.\nLimitNOFILE=1024\n' > /etc/systemd/system/{{service}}.service.d/50-open-files.conf

systemctl daemon-reload && systemctl restart {{service}} && sleep 2

for n in $(seq 40); do curl -s -o /dev/null -w '%{http_code}\n' localhost/v1/quotes/{{letters}}-$((200000 + n)); done | sort | uniq -c

pid=$(systemctl show -p MainPID --value {{service}}); grep 'open files' /proc/$pid/limits

curl -s localhost:{{port}}/metrics

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'
