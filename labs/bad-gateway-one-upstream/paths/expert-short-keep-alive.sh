# title: From the 502 to the one upstream, from the reset to who closes first
# variants: short-keep-alive
for n in $(seq 3); do sleep 0.8; for n in $(seq 24); do curl -s -o /dev/null -w '%{http_code}\n' http://localhost/payments -d "{\"reference\": \"t-$RANDOM-$n\", \"amount_cents\": 250, \"card\": \"tok_test\"}"; done | sort | uniq -c; done

grep ' 502 ' /var/log/nginx/access.log | grep -o 'upstream=.* upstream_status=[0-9]*' | sort | uniq -c

tail -n 4 /var/log/nginx/error.log

systemctl status {{service}}-{{first}} --no-pager

ss -ltnp

curl -s http://{{ip_node1}}:{{port}}{{first}}/metrics

curl -s http://{{ip_node1}}:{{port}}{{other}}/metrics

diff /etc/{{service}}/{{other}}.toml /etc/{{service}}/{{first}}.toml

grep -n keepalive /etc/nginx/conf.d/{{service}}.conf

grep -n -A 3 keep_alive_s /opt/{{service}}/server.py

sed -i 's/^keep_alive_s = .*/keep_alive_s = 75/' /etc/{{service}}/{{first}}.toml

systemctl restart {{service}}-{{first}} && sleep 1

for n in $(seq 3); do sleep 0.8; for n in $(seq 24); do curl -s -o /dev/null -w '%{http_code}\n' http://localhost/payments -d "{\"reference\": \"u-$RANDOM-$n\", \"amount_cents\": 250, \"card\": \"tok_test\"}"; done | sort | uniq -c; done

curl -s http://{{ip_node1}}:{{port}}{{first}}/metrics; curl -s http://{{ip_node1}}:{{port}}{{first}}/healthz
