"""Refunds and takings in the database. Nothing here commits: that is the caller's."""
from collections import namedtuple

Refund = namedtuple("Refund", "id reference cents account")

BOOK = (
    "INSERT INTO takings (day, cents) VALUES (current_date, %s) "
    "ON CONFLICT (day) DO UPDATE SET cents = takings.cents + EXCLUDED.cents"
)


class Store:
    def __init__(self, connection):
        self.connection = connection

    def open_refunds(self, cursor, most):
        cursor.execute("SELECT id, reference, cents, account FROM refunds WHERE state = 'open' ORDER BY id LIMIT %s", (most,))
        return [Refund(*row) for row in cursor.fetchall()]

    def book(self, cursor, cents):
        """Adds to the takings of today; a refund takes from them."""
        cursor.execute(BOOK, (cents,))

    def mark(self, cursor, refund, state, note=None):
        cursor.execute("UPDATE refunds SET state = %s, note = %s, handled_at = now() WHERE id = %s", (state, note, refund.id))
