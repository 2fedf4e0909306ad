# title: End idle sessions in a loop, with a large pool
cat > /usr/local/sbin/end-idle <<'END'
#!/bin/bash
while sleep 0.3; do
  psql -q service=ops -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{service}}' AND state LIKE 'idle in trans%' AND state_change < now() - interval '0.3 s'"
done
END

chmod 755 /usr/local/sbin/end-idle

sed -i 's/^pool_size = .*/pool_size = 500/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}

nohup end-idle > /dev/null 2>&1 &
