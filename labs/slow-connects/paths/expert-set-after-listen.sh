# title: From the slow connection to the socket's queue, and from its length to the line that comes too late
# variants: set-after-listen

for n in $(seq 12); do curl -sZ --parallel-immediate --parallel-max 30 -m 8 -o /dev/null -w '%{http_code} connect %{time_connect} total %{time_total}\n' 'http://{{ip_api}}:{{port}}/v1/prices/AX-[100-129]' & sleep 0.5; done | sort -k 3 | awk 'NR % 40 == 0'; wait

journalctl -u {{service}} -n 4 --no-pager

top -bn1 | head -n 12; free -m

nstat -az TcpExtListenOverflows TcpExtListenDrops

(curl -sZ --parallel-immediate --parallel-max 40 -o /dev/null 'http://{{ip_api}}:{{port}}/v1/prices/AX-[100-139]' &); sleep 0.4; ss -tno state syn-sent | tail -n 5

ss -lntp

cat /etc/{{service}}/{{service}}.toml

grep -rn -E 'backlog|queue_size' /opt/{{service}}

sed -n '/address =/,$p' /opt/{{service}}/main.py

cp -p /opt/{{service}}/main.py /tmp/main.py.before

sed -i -e '/^    server.request_queue_size = /d' -e 's/^    server = Server(/    Server.request_queue_size = config["server"]["backlog"]\n&/' /opt/{{service}}/main.py

diff -u /tmp/main.py.before /opt/{{service}}/main.py

systemctl restart {{service}} && sleep 1

ss -lnt

nstat -az TcpExtListenOverflows

for n in $(seq 12); do curl -sZ --parallel-immediate --parallel-max 30 -m 8 -o /dev/null -w '%{http_code} connect %{time_connect} total %{time_total}\n' 'http://{{ip_api}}:{{port}}/v1/prices/AX-[100-129]' & sleep 0.5; done | sort -k 3 | awk 'NR % 40 == 0'; wait

nstat -az TcpExtListenOverflows
