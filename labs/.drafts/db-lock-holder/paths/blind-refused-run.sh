# title: Restarts first, then a commit where one might be missing
# variants: refused-run
systemctl restart {{service}}

curl -i -m 5 http://localhost/orders/no-such-order

sed -i 's/^pool_size = .*/pool_size = 20/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} nginx

sed -i 's/^            handled = worker.run()/&\n            store.connection.commit()/' /opt/{{job}}/main.py

systemctl restart {{job}}; sleep 2

curl -i -m 5 http://localhost/orders/no-such-order
