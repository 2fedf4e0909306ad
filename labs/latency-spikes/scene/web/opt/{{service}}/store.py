"""The stock: how many pieces of an article lie at which location, and what moved them."""
import sqlite3
import time
from contextlib import closing, contextmanager

LOCATIONS = (1, 2, 3, 4)
# Where goods come from that we receive.
OUTSIDE = 0
# Older moves are in the data warehouse.
KEPT_MOVES = 15_000


class Unknown(Exception):
    """There is no such article."""


class Short(Exception):
    """There is less than is to be moved."""


def connect(settings):
    """A connection that leaves transactions to its user."""
    database = settings["database"]
    return sqlite3.connect(database["file"], timeout=database["timeout_s"], isolation_level=None)


class Store:
    def __init__(self, settings):
        self._settings = settings

    def stock(self, sku):
        with closing(connect(self._settings)) as database:
            return by_location(database, sku)

    def move(self, sku, source, target, quantity, reference):
        """Books a move, and gives back its number and what lies where after it."""
        with closing(connect(self._settings)) as database, transaction(database):
            have = by_location(database, sku)
            if source != OUTSIDE:
                if have[source] < quantity:
                    raise Short(f"{have[source]} pieces of {sku} at location {source}")
                add(database, sku, source, -quantity)
            add(database, sku, target, quantity)
            row = database.execute(
                "INSERT INTO moves (at, sku, source, target, quantity, reference) VALUES (?, ?, ?, ?, ?, ?)",
                (time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), sku, source, target, quantity, reference),
            )
            database.execute("DELETE FROM moves WHERE id <= ?", (row.lastrowid - KEPT_MOVES,))
            return row.lastrowid, by_location(database, sku)


@contextmanager
def transaction(database):
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def by_location(database, sku):
    rows = dict(database.execute("SELECT location, quantity FROM stock WHERE sku = ? AND location IN (1, 2, 3, 4)", (sku,)))
    if not rows:
        raise Unknown(sku)
    return rows


def add(database, sku, location, quantity):
    database.execute("UPDATE stock SET quantity = quantity + ? WHERE location = ? AND sku = ?", (quantity, location, sku))
