# title: Remember the references of all orders in memory, and answer 409 from there
# variants: sent-twice
sed -i -e 's/^        self.pool = pool$/&\n        self.placed = set()/' -e 's/^    def place(self, reference, sku, quantity):$/&\n        if reference in self.placed:\n            return 409, {"error": "this order was placed before", "reference": reference}/' -e 's/^        connection.commit()$/&\n        self.placed.add(reference)/' /opt/{{service}}/current/orders.py

systemctl restart {{service}}; sed -n '1,40p' /opt/{{service}}/current/orders.py
