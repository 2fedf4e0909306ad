# title: From the slow connection to a queue that stands, and from there to what the first thread does meanwhile
# variants: push-between-accepts

for n in $(seq 12); do curl -sZ --parallel-immediate --parallel-max 30 -m 8 -o /dev/null -w '%{http_code} connect %{time_connect} total %{time_total}\n' 'http://{{ip_api}}:{{port}}/v1/prices/AX-[100-129]' & sleep 0.5; done | sort -k 3 | awk 'NR % 40 == 0'; wait

journalctl -u {{service}} -n 4 --no-pager

top -bn1 | head -n 12; free -m

nstat -az TcpExtListenOverflows TcpExtListenDrops

for n in $(seq 18); do ss -Hlnt sport = :{{port}}; ss -Htno state syn-sent dport = :{{port}} | head -n 2; sleep 0.3; done

timeout 9 strace -T -qq -e trace=connect,poll,recvfrom -p $(pgrep -o -u {{service}} python3)

for n in $(seq 8); do ss -tnp dst {{ip_relay}}; sleep 0.6; done

curl -s -o /dev/null -w '%{http_code} %{time_total}\n' -d '{}' http://{{ip_relay}}:{{relay_port}}/v1/batches

grep -rn push /opt/{{service}} --include=*.py; cat /etc/{{service}}/{{service}}.toml

cat /opt/{{service}}/server.py

cp -p /opt/{{service}}/push.py /tmp/push.py.before

sed -i -e 's/^import time$/import threading\n&/' -e 's/^            self.send()$/            threading.Thread(target=self.send, daemon=True).start()/' /opt/{{service}}/push.py

diff -u /tmp/push.py.before /opt/{{service}}/push.py

systemctl restart {{service}} && sleep 1

for n in $(seq 12); do curl -sZ --parallel-immediate --parallel-max 30 -m 8 -o /dev/null -w '%{http_code} connect %{time_connect} total %{time_total}\n' 'http://{{ip_api}}:{{port}}/v1/prices/AX-[100-129]' & sleep 0.5; done | sort -k 3 | awk 'NR % 40 == 0'; wait

for n in $(seq 8); do ss -Hlnt sport = :{{port}}; sleep 0.5; done

nstat -az TcpExtListenOverflows; sleep 3; nstat -az TcpExtListenOverflows
