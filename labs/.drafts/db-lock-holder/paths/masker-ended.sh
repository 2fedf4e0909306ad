# title: End the session that blocks, and let a loop do it from now on
for n in 1 2 3 4 5 6; do curl -s -m 4 -o /dev/null -w '%{http_code} after %{time_total} s\n' http://localhost/orders/no-such-order; sleep 0.6; done

psql service=ops -c "SELECT usename, state, wait_event_type, count(*) FROM pg_stat_activity WHERE usename IS NOT NULL GROUP BY 1, 2, 3"

cat > /usr/local/sbin/end-blockers <<'END'
#!/bin/bash
while sleep 0.4; do
  psql -q service=ops -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{job}}' AND state LIKE 'idle in transaction%' AND pid IN (SELECT unnest(pg_blocking_pids(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock')"
done
END

chmod 755 /usr/local/sbin/end-blockers; nohup end-blockers > /dev/null 2>&1 &

sleep 2; tail -n 5 /var/log/nginx/access.log
