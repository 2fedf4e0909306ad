# title: From the 502 to the one upstream, from there to what listens where
# variants: loopback-only
for n in $(seq 24); do curl -s -o /dev/null -w '%{http_code}\n' http://localhost/payments -d "{\"reference\": \"t-$RANDOM-$n\", \"amount_cents\": 250, \"card\": \"tok_test\"}"; done | sort | uniq -c

grep ' 502 ' /var/log/nginx/access.log | grep -o 'upstream=.* upstream_status=[0-9]*' | sort | uniq -c

tail -n 4 /var/log/nginx/error.log

curl -sS http://{{ip_node1}}:{{port}}{{first}}/healthz

systemctl status {{service}}-{{first}} --no-pager

ss -ltnp

curl -s http://localhost:{{port}}{{first}}/healthz; curl -s http://{{ip_node2}}:{{port}}1/healthz

diff /etc/{{service}}/{{other}}.toml /etc/{{service}}/{{first}}.toml

sed -i 's/^host = "127.0.0.1"/host = "0.0.0.0"/' /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}} && sleep 1

ss -ltnp | grep {{port}}

curl -s http://{{ip_node1}}:{{port}}{{first}}/healthz

for n in $(seq 24); do curl -s -o /dev/null -w '%{http_code}\n' http://localhost/payments -d "{\"reference\": \"u-$RANDOM-$n\", \"amount_cents\": 250, \"card\": \"tok_test\"}"; done | sort | uniq -c

tail -n 100 /var/log/nginx/access.log | grep -o 'upstream=.* upstream_status=[0-9]*' | sort | uniq -c
