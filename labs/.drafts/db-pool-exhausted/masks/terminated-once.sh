# title: End the idle sessions from outside
# expect: not-fixed
psql service=ops -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{service}}'"
