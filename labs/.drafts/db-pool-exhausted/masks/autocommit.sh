# title: No transactions, and a large pool
sed -i -e 's/^pool_size = .*/pool_size = 500/' /etc/{{service}}/{{service}}.toml

sed -i 's/^                connection = psycopg2.connect.*/&\n                connection.autocommit = True/' /opt/{{service}}/current/pool.py

systemctl restart {{service}}
