"""Orders in the database: each call returns the status and the body of its answer."""
from psycopg2.errors import UniqueViolation


class Orders:
    def __init__(self, pool):
        self.pool = pool

    def place(self, reference, sku, quantity):
        connection = self.pool.take()
        cursor = connection.cursor()
        cursor.execute("SELECT price_cents FROM products WHERE sku = %s", (sku,))
        product = cursor.fetchone()
        if product is None:
            self.pool.give_back(connection)
            return 400, {"error": "unknown sku", "sku": sku}
        total = product[0] * quantity
        try:
            cursor.execute(
                "INSERT INTO orders (reference, sku, quantity, total_cents) VALUES (%s, %s, %s, %s) RETURNING id",
                (reference, sku, quantity, total),
            )
        except UniqueViolation:
            return 409, {"error": "this order was placed before", "reference": reference}
        number = cursor.fetchone()[0]
        connection.commit()
        self.pool.give_back(connection)
        return 201, {"order": number, "reference": reference, "total_cents": total}

    def find(self, reference):
        connection = self.pool.take()
        cursor = connection.cursor()
        cursor.execute("SELECT id, sku, quantity, total_cents FROM orders WHERE reference = %s", (reference,))
        row = cursor.fetchone()
        if row is None:
            self.pool.give_back(connection)
            return 404, {"error": "no such order", "reference": reference}
        self.pool.give_back(connection)
        return 200, {"order": row[0], "reference": reference, "sku": row[1], "quantity": row[2], "total_cents": row[3]}
