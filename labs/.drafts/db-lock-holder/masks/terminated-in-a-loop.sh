# title: End whoever blocks others, in a loop
# expect: symptom-hidden not-fixed
cat > /usr/local/sbin/end-blockers <<'END'
#!/bin/bash
while sleep 0.4; do
  psql -q service=ops -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{job}}' AND state LIKE 'idle in transaction%' AND pid IN (SELECT unnest(pg_blocking_pids(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock')"
done
END

chmod 755 /usr/local/sbin/end-blockers

nohup end-blockers > /dev/null 2>&1 &
