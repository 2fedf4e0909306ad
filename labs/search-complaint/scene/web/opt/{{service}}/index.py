"""The index, read only: which articles hold all the words."""
import sqlite3
import threading

SELECT = "SELECT a.sku, a.name, a.price_cents, a.stock FROM articles a WHERE a.id IN ({}) ORDER BY a.sku LIMIT ?"
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
        return total, [{"sku": sku, "name": name, "price_cents": price, "stock": stock} for sku, name, price, stock in rows]
