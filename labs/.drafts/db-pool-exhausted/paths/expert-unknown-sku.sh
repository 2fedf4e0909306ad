# title: From the lent pool to the sessions' last statement, then the connection is given back
# variants: unknown-sku
curl -i http://localhost/orders -d '{"reference": "look-1", "sku": "{{letters}}-12345678", "quantity": 1}'

curl -s localhost/metrics; grep pool /etc/{{service}}/{{service}}.toml

journalctl -u {{service}} -n 15 --no-pager

ss -tnp dst {{ip_db}}

psql service=ops -c "SELECT usename, state, wait_event, count(*), max(now() - state_change) AS longest FROM pg_stat_activity WHERE usename IS NOT NULL GROUP BY 1, 2, 3"

# All of them wait for us. What was the last thing that we asked?
psql service=ops -c "SELECT pid, now() - state_change AS since, query FROM pg_stat_activity WHERE usename = '{{service}}'"

# A SELECT on products, and no INSERT: an article that is not there.
cd /opt/{{service}} && ls -l && diff -u releases/1.4.2/orders.py releases/1.5.0/orders.py

sed -i 's/^            return 400, .*/            self.pool.give_back(connection)\n&/' releases/1.5.0/orders.py

grep -n -B1 'return' releases/1.5.0/orders.py

systemctl restart {{service}} && sleep 2 && curl -s localhost/healthz

# Three times as many of those requests as the pool has connections.
for n in $(seq 36); do curl -s -o /dev/null -w '%{http_code}\n' localhost/orders -d '{"reference": "look-1", "sku": "{{letters}}-12345678", "quantity": 1}'; done | sort | uniq -c

curl -s localhost/metrics

psql service=ops -c "SELECT state, count(*), max(now() - state_change) AS longest FROM pg_stat_activity WHERE usename = '{{service}}' GROUP BY 1"

sleep 10; tail -n 20 /var/log/nginx/access.log
