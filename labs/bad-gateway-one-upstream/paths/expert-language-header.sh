# title: From the 502 to the one upstream, from its restarts to the exception
# variants: language-header
for n in $(seq 24); do curl -s -o /dev/null -w '%{http_code}\n' http://localhost/payments -d "{\"reference\": \"t-$RANDOM-$n\", \"amount_cents\": 250, \"card\": \"tok_test\"}"; done | sort | uniq -c

grep ' 502 ' /var/log/nginx/access.log | grep -o 'upstream=.* upstream_status=[0-9]*' | sort | uniq -c

grep -v 111: /var/log/nginx/error.log | tail -n 4

systemctl show -p NRestarts {{service}}-{{first}}

ss -ltnp

journalctl -u {{service}}-{{first}} --no-pager | grep -A 40 Traceback | tail -n 60

diff /etc/{{service}}/{{other}}.toml /etc/{{service}}/{{first}}.toml

cat /opt/{{service}}/receipts.py

until curl -s -o /dev/null localhost:{{port}}{{first}}/healthz; do sleep 0.1; done; curl -sS -H 'Accept-Language: fr; q=1.0' http://localhost:{{port}}{{first}}/payments -d '{"reference": "t-77", "amount_cents": 250, "card": "tok_test"}'

cp /opt/{{service}}/receipts.py /tmp/receipts.py.before

sed -i 's/header.split(",")/header.replace(" ", "").split(",")/' /opt/{{service}}/receipts.py

diff -u /tmp/receipts.py.before /opt/{{service}}/receipts.py

systemctl restart {{service}}-{{first}}; systemctl restart {{service}}-{{other}}; sleep 1

curl -s http://{{ip_node1}}:{{port}}{{first}}/healthz

curl -si -H 'Accept-Language: fr; q=1.0' http://localhost:{{port}}{{first}}/payments -d '{"reference": "t-78", "amount_cents": 250, "card": "tok_test"}'

for n in $(seq 24); do curl -s -o /dev/null -w '%{http_code}\n' http://localhost/payments -d "{\"reference\": \"u-$RANDOM-$n\", \"amount_cents\": 250, \"card\": \"tok_test\"}"; done | sort | uniq -c
