# title: Let the database end what the service forgets
curl -i http://localhost/orders/no-such-order

journalctl -u {{service}} -n 20 --no-pager

curl -s localhost/metrics

psql service=ops -c "SELECT pid, state, now() - state_change AS since, query FROM pg_stat_activity WHERE usename = '{{service}}'"

sed -n '/database/,$p' /etc/{{service}}/{{service}}.toml

PGPASSWORD={{service}}-{{app_password}} psql -h {{ip_db}} -U {{service}} shop -c "ALTER ROLE \"{{service}}\" SET idle_in_transaction_session_timeout = '5s'"

sed -i 's/^pool_size = .*/pool_size = 20/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}; sleep 2

curl -i http://localhost/orders/no-such-order

psql service=ops -c "SELECT state, count(*) FROM pg_stat_activity WHERE usename = '{{service}}' GROUP BY 1"
