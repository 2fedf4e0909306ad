# title: Load all articles at the start, and refuse others without asking the database
# variants: unknown-sku
sed -i -e 's/^        self.pool = pool$/&\n        connection = pool.take()\n        cursor = connection.cursor()\n        cursor.execute("SELECT sku FROM products")\n        self.skus = {row[0] for row in cursor.fetchall()}\n        pool.give_back(connection)/' -e 's/^    def place(self, reference, sku, quantity):$/&\n        if sku not in self.skus:\n            return 400, {"error": "unknown sku", "sku": sku}/' /opt/{{service}}/current/orders.py

systemctl restart {{service}}
