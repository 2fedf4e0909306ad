"""The index, read only: which articles hold all the words."""
import sqlite3
import threading

SELECT = "SELECT a.sku, a.name, a.price_cents, a.stock, a.pack FROM articles a WHERE a.id IN ({}) ORDER BY a.sku LIMIT ?"
ONE = "SELECT article FROM words WHERE word = ?"


class Index:
    def __init__(self, path, most_hits):
        self.path = path
        self.most_hits = most_hits
        self.local = threading.local()
        self.articles = self.connection().execute("SELECT count(*) FROM articles").fetchone()[0]

    def connection(self):
        """Each thread has one of its own, and keeps it."""
        if not hasattr(self.local, "connection"):
            self.local.connection = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        return self.local.connection

    def search(self, words, limit):
        """How many articles hold all words, and the first of them by their number."""
        inside = " INTERSECT ".join([ONE] * len(words))
        connection = self.connection()
        total = connection.execute(f"SELECT count(*) FROM ({inside})", words).fetchone()[0]
        rows = connection.execute(SELECT.format(inside), [*words, limit])
        return total, [hit(*row) for row in rows]


def hit(sku, name, price_cents, stock, pack):
    return {
        "sku": sku,
        "name": name,
        "group": "/".join(name.split()[1:3]),
        "href": f"/v1/articles/{sku}",
        "price_cents": price_cents,
        "currency": "EUR",
        "stock": stock,
        "unit": "piece",
        "pack": pack,
        "delivery_days": 1 if stock else 9,
    }
