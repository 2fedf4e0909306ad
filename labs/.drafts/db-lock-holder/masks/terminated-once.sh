# title: End the session that all others wait for
# expect: not-fixed symptom-hidden
psql service=ops -c "SELECT pg_terminate_backend(b) FROM (SELECT DISTINCT unnest(pg_blocking_pids(pid)) AS b FROM pg_stat_activity) AS blockers WHERE b IN (SELECT pid FROM pg_stat_activity WHERE usename = '{{job}}')"
