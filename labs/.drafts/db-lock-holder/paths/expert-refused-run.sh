# title: From the lent pool to the lock, its holder, and the way out without a commit
# variants: refused-run
for n in 1 2 3; do curl -si -m 4 http://localhost/orders/no-such-order; done

journalctl -u {{service}} -n 15 --no-pager; curl -s localhost/metrics

psql service=ops -c "SELECT usename, state, wait_event_type, wait_event, count(*), max(now() - query_start) AS longest FROM pg_stat_activity WHERE usename IS NOT NULL GROUP BY 1, 2, 3, 4"

# They wait for a lock. In which statement, and who has it?
psql service=ops -c "SELECT pid, usename, pg_blocking_pids(pid), now() - query_start AS since, left(query, 72) AS query FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0"

psql service=ops -c "SELECT pid, usename, state, now() - xact_start AS open_for, now() - state_change AS since, client_port, left(query, 60) AS query FROM pg_stat_activity WHERE pid IN (SELECT unnest(pg_blocking_pids(pid)) FROM pg_stat_activity) AND state <> 'active'"

# It looks for refunds every second, in a transaction that is much older.
ss -tnp dst {{ip_db}}; journalctl -u {{job}} -n 10 --no-pager

cat /opt/{{job}}/worker.py

systemctl stop {{job}} && sleep 1

sed -i 's/^            log.warning("the bank paid none.*/&\n            self.store.connection.commit()/' /opt/{{job}}/worker.py

grep -n -B3 -A2 'connection.commit' /opt/{{job}}/worker.py

systemctl start {{job}} && sleep 3; journalctl -u {{job}} -n 4 --no-pager

psql service=ops -c "SELECT state, note, count(*), max(handled_at) FROM refunds GROUP BY 1, 2" -c "SELECT pid, usename FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND now() - query_start > '1 s'"

curl -s localhost/metrics; tail -n 20 /var/log/nginx/access.log
