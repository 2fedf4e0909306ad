# title: A pool as large as the share, and a restart
curl -i http://localhost/orders/no-such-order

journalctl -u {{service}} -n 20 --no-pager

cat /etc/{{service}}/{{service}}.toml

sed -i 's/^pool_size = .*/pool_size = 20/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}}; sleep 2

curl -i http://localhost/orders/no-such-order

curl -s localhost/metrics
