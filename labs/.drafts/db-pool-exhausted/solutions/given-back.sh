# title: Give the connection back before the answer for an unknown article
# variants: unknown-sku
sed -i 's/^            return 400, .*/            self.pool.give_back(connection)\n&/' /opt/{{service}}/current/orders.py

systemctl restart {{service}}
