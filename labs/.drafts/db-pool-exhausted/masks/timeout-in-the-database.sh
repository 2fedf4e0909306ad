# title: Let the database end idle transactions, with a large pool
sed -n '/database/,$p' /etc/{{service}}/{{service}}.toml

export PGPASSWORD={{service}}-{{app_password}}

psql -h {{ip_db}} -U {{service}} shop -c "ALTER ROLE \"{{service}}\" SET idle_in_transaction_session_timeout = '400ms'"

sed -i 's/^pool_size = .*/pool_size = 500/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}
