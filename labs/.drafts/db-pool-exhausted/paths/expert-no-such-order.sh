# title: From the sessions' last statement to a question about no order, then the connection is given back
# variants: no-such-order
curl -i http://localhost/orders/no-such-order

curl -s localhost/metrics; cat /etc/{{service}}/{{service}}.toml

systemctl status {{service}} --no-pager

ss -tnp dst {{ip_db}}

psql service=ops -c "SELECT usename, state, wait_event, count(*), max(now() - state_change) AS longest FROM pg_stat_activity WHERE usename IS NOT NULL GROUP BY 1, 2, 3"

psql service=ops -c "SELECT pid, now() - state_change AS since, query FROM pg_stat_activity WHERE usename = '{{service}}'"

# Questions about an order, and the transaction stays open. Only one that finds nothing can be the difference.
cd /opt/{{service}}/current && pwd -P && grep -nE 'def|take|give_back|return' orders.py

sed -sn '/def find/,$p' ../releases/1.4.2/orders.py orders.py

sed -i 's/^            return 404, .*/            self.pool.give_back(connection)\n&/' orders.py

grep -n -B1 'return' orders.py

systemctl restart {{service}} && sleep 2 && curl -s localhost/healthz

for n in $(seq 36); do curl -s -o /dev/null -w '%{http_code}\n' localhost/orders/look-$n; done | sort | uniq -c

curl -s localhost/metrics

psql service=ops -c "SELECT state, count(*), max(now() - state_change) AS longest FROM pg_stat_activity WHERE usename = '{{service}}' GROUP BY 1"

sleep 10; tail -n 20 /var/log/nginx/access.log
