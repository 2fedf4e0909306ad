# title: One change after the other, until one helps
systemctl restart {{service}}

curl -i http://localhost/orders/no-such-order

sed -i 's/^pool_timeout_s = .*/pool_timeout_s = 5.0/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}

psql service=ops -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{{service}}'"

sed -i 's/^pool_size = .*/pool_size = 20/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}

systemctl restart nginx

curl -i http://localhost/orders/no-such-order

ln -sfn releases/1.4.2 /opt/{{service}}/current

systemctl restart {{service}}

curl -i http://localhost/orders/no-such-order
