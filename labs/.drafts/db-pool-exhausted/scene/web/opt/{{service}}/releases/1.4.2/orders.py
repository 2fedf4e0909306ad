"""Orders in the database."""
from psycopg2.errors import UniqueViolation


class Refused(Exception):
    """An order that cannot be taken; `status` is the one of the answer."""

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


class Orders:
    def __init__(self, pool):
        self.pool = pool

    def place(self, reference, sku, quantity):
        connection = self.pool.take()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT price_cents FROM products WHERE sku = %s", (sku,))
                product = cursor.fetchone()
                if product is None:
                    raise Refused(400, "unknown sku")
                total = product[0] * quantity
                try:
                    cursor.execute(
                        "INSERT INTO orders (reference, sku, quantity, total_cents) VALUES (%s, %s, %s, %s) RETURNING id",
                        (reference, sku, quantity, total),
                    )
                except UniqueViolation:
                    raise Refused(409, "this order was placed before") from None
                number = cursor.fetchone()[0]
            connection.commit()
        finally:
            self.pool.give_back(connection)
        return {"order": number, "reference": reference, "total_cents": total}

    def find(self, reference):
        """The order with this reference, or None."""
        connection = self.pool.take()
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT id, sku, quantity, total_cents FROM orders WHERE reference = %s", (reference,))
                row = cursor.fetchone()
            connection.commit()
        finally:
            self.pool.give_back(connection)
        if row is None:
            return None
        return {"order": row[0], "reference": reference, "sku": row[1], "quantity": row[2], "total_cents": row[3]}
