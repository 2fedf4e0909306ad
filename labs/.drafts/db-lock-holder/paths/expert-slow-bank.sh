# title: From the lent pool to the lock, its holder, and the call within its transaction
# variants: slow-bank
for n in 1 2 3 4 5 6 7 8; do curl -s -m 4 -o /dev/null -w '%{http_code} after %{time_total} s\n' http://localhost/orders/no-such-order; sleep 0.6; done

journalctl -u {{service}} -n 30 --no-pager; curl -s localhost/metrics

psql service=ops <<< "SELECT usename, state, wait_event_type, wait_event, count(*), max(now() - query_start) AS longest FROM pg_stat_activity WHERE usename IS NOT NULL GROUP BY 1, 2, 3, 4 \watch i=2 c=4"

# They do not idle, they wait for a lock. In which statement, and who has it?
psql service=ops <<< "SELECT pid, usename, pg_blocking_pids(pid), now() - query_start AS since, left(query, 72) AS query FROM pg_stat_activity WHERE cardinality(pg_blocking_pids(pid)) > 0 \watch i=1.5 c=4"

psql service=ops <<< "SELECT pid, usename, state, now() - xact_start AS open_for, client_port, left(query, 60) AS query FROM pg_stat_activity WHERE pid IN (SELECT unnest(pg_blocking_pids(pid)) FROM pg_stat_activity) AND state <> 'active' \watch i=1.5 c=4"

journalctl -u {{job}} -n 15 --no-pager; ss -tnp dst {{ip_shop}}

cat /opt/{{job}}/worker.py

# The row is locked for as long as the bank takes. Relief: no refunds for some minutes; they stay open.
systemctl stop {{job}} && sleep 3

curl -s localhost/metrics

cat > /tmp/fix.py <<'END'
path = "/opt/{{job}}/worker.py"
head, _ = open(path).read().split("    def run(self):")
open(path, "w").write(head + '''    def run(self):
        """Gives back how many refunds were handled. The bank is asked between two transactions, never within one."""
        with self.store.connection, self.store.connection.cursor() as cursor:
            refunds = self.store.open_refunds(cursor, self.batch)
        if not refunds:
            return 0
        began = time.monotonic()
        results = self.bank.pay(refunds)
        log.info("%d refunds, answered by the bank after %.2f s", len(refunds), time.monotonic() - began)
        with self.store.connection, self.store.connection.cursor() as cursor:
            for refund in refunds:
                if results[refund.reference] == "paid":
                    self.store.mark(cursor, refund, "paid")
                    self.store.book(cursor, -refund.cents)
                else:
                    self.store.mark(cursor, refund, "refused", results[refund.reference])
        return len(refunds)
''')
END

python3 /tmp/fix.py && systemctl start {{job}} && sleep 15; journalctl -u {{job}} -n 4 --no-pager

psql service=ops -c "SELECT state, count(*), max(handled_at) FROM refunds GROUP BY 1" -c "SELECT pid, usename FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND now() - query_start > '1 s'"

tail -n 20 /var/log/nginx/access.log
