# title: Connections are slow, so a bigger backlog in the settings

curl -s -o /dev/null -w '%{http_code} connect %{time_connect} total %{time_total}\n' http://{{ip_api}}:{{port}}/v1/prices/AX-100200

journalctl -u {{service}} -n 10 --no-pager

systemctl restart {{service}}; sleep 1

cat /etc/{{service}}/{{service}}.toml

sed -i 's/^backlog = .*/backlog = 4096/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}; sleep 1

curl -s -o /dev/null -w '%{http_code} connect %{time_connect} total %{time_total}\n' http://{{ip_api}}:{{port}}/v1/prices/AX-100200
