# title: From the sessions' failed INSERT to the way out that forgets, then back to 1.4.2
# variants: sent-twice
curl -s -w '%{http_code} after %{time_total} s\n' http://localhost/orders/no-such-order

journalctl -u {{service}} -n 15 --no-pager

curl -s localhost/metrics; cat /etc/{{service}}/{{service}}.toml

lsof -nP -i tcp:5432

psql service=ops -c "SELECT usename, state, wait_event, count(*), max(now() - state_change) AS longest FROM pg_stat_activity WHERE usename IS NOT NULL GROUP BY 1, 2, 3"

psql service=ops -c "SELECT pid, now() - state_change AS since, left(query, 110) AS query FROM pg_stat_activity WHERE usename = '{{service}}'"

# Failed INSERTs: orders that were there before. Which way out of place() is that?
cd /opt/{{service}} && ls -l current && cat releases/1.5.0/orders.py

diff -u releases/1.4.2/orders.py releases/1.5.0/orders.py

# One of those orders, to send it again afterwards.
read -r reference sku < <(psql service=ops -At -F ' ' -c "SELECT split_part(query, '''', 2), split_part(query, '''', 4) FROM pg_stat_activity WHERE query LIKE 'INSERT%' LIMIT 1"); echo "$reference $sku"

ln -sfn releases/1.4.2 current && systemctl restart {{service}} && sleep 2 && curl -s localhost/healthz

for n in $(seq 36); do curl -s -o /dev/null -w '%{http_code}\n' localhost/orders -d '{"reference": "'$reference'", "sku": "'$sku'", "quantity": 1}'; done | sort | uniq -c

curl -s localhost/metrics

psql service=ops -c "SELECT state, count(*), max(now() - state_change) AS longest FROM pg_stat_activity WHERE usename = '{{service}}' GROUP BY 1"

sleep 10; tail -n 20 /var/log/nginx/access.log
