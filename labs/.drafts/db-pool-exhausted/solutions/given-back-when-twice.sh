# title: Give the connection back when the order was there already
# variants: sent-twice
sed -i 's/^            return 409, .*/            self.pool.give_back(connection)\n&/' /opt/{{service}}/current/orders.py

systemctl restart {{service}}
