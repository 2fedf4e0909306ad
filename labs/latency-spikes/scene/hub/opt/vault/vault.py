"""The vault: keeps the last snapshot of a database that could be read."""
import itertools
import json
import random
import socket
import sqlite3
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = {{vault_port}}
SEED = {{seed}}
# What the line to the other site is booked for.
BYTES_PER_S = 256 * 1024
PIECE = 16 * 1024
MOST_BYTES = 32 * 1024 * 1024
LOCATIONS = (1, 2, 3, 4)
SKUS = [f"{{letters}}-{1000 + n}" for n in range(500)]

numbers = itertools.count({{first_snapshot}})
kept = {"snapshot": None, "begun_at": 0.0, "received_at": 0.0, "totals": {}, "moves": 0, "content": b""}


def opening():
    """The stock on the day when the vault was set up, with what was moved on the days before."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.executescript(
        "BEGIN;"
        "CREATE TABLE stock (location INTEGER, sku TEXT, quantity INTEGER NOT NULL CHECK (quantity >= 0), PRIMARY KEY (location, sku)) WITHOUT ROWID;"
        "CREATE TABLE moves (id INTEGER PRIMARY KEY, at TEXT NOT NULL, sku TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL,"
        " quantity INTEGER NOT NULL, reference TEXT NOT NULL);"
        "CREATE TABLE publications (id INTEGER PRIMARY KEY, list INTEGER NOT NULL, at TEXT NOT NULL, lines INTEGER NOT NULL);"
    )
    now, number, drawn = time.time(), 0, random.Random(SEED)
    for location in LOCATIONS:
        database.executemany("INSERT INTO stock VALUES (?, ?, ?)", [(location, sku, drawn.randrange(20, 100)) for sku in SKUS])
        moves = []
        for number in range(number + 1, number + 3701):
            value = drawn.getrandbits(44)
            at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now - (15_000 - number) * 9))
            moves.append((number, at, SKUS[value % 500], 1 + value // 500 % 4, 1 + value // 2000 % 4, 1 + value % 3, f"transfer order {value:014d}, row {value % 97}"))
        database.executemany("INSERT INTO moves VALUES (?, ?, ?, ?, ?, ?, ?)", moves)
    database.execute("COMMIT")
    return database.serialize()


def totals(content):
    """Pieces of each article, and the number of moves; raises sqlite3.Error where the content is no sound database."""
    database = sqlite3.connect(":memory:")
    try:
        # A database in memory has no write-ahead log beside it, so its header must not ask for one.
        database.deserialize(content[:18] + b"\1\1" + content[20:])
        (verdict,) = database.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        (moves,) = database.execute("SELECT count(*) FROM moves").fetchone()
        return {"totals": dict(database.execute("SELECT sku, sum(quantity) FROM stock GROUP BY sku")), "moves": moves}
    finally:
        database.close()


class Handler(BaseHTTPRequestHandler):
    server_version = "vault"

    def setup(self):
        super().setup()
        # The other site takes in no more than the line brings.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2 * PIECE)

    def do_GET(self):
        if self.path == "/v1/snapshots/latest":
            return self.reply(200, "application/vnd.sqlite3", kept["content"])
        if self.path == "/v1/snapshots/latest/totals":
            return self.answer(200, {name: value for name, value in kept.items() if name != "content"})
        return self.answer(404, {"error": "not found"})

    def do_PUT(self):
        begun, length = time.time(), int(self.headers.get("Content-Length", 0))
        if self.path != "/v1/snapshots" or not 0 < length <= MOST_BYTES:
            self.close_connection = True
            return self.answer(422, {"error": "a snapshot is expected"})
        pieces, left = [], length
        while left:
            piece = self.rfile.read(min(PIECE, left))
            if not piece:
                return None
            pieces.append(piece)
            left -= len(piece)
            time.sleep(len(piece) / BYTES_PER_S)
        content = b"".join(pieces)
        try:
            found = totals(content)
        except sqlite3.Error as error:
            return self.answer(422, {"error": f"not a sound database: {error}"})
        number = next(numbers)
        kept.update({"snapshot": number, "begun_at": begun, "received_at": time.time(), "content": content, **found})
        return self.answer(201, {"snapshot": number})

    def answer(self, status, body):
        self.reply(status, "application/json", json.dumps(body).encode() + b"\n")

    def reply(self, status, content_type, data):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address):
        super().__init__(address, Handler, bind_and_activate=False)
        # An accepted connection inherits it, and so announces a small window from the start.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2 * PIECE)
        self.allow_reuse_address = True
        self.server_bind()
        self.server_activate()

    def handle_error(self, request, client_address):
        """A client that went away is no concern of ours."""


first = opening()
kept.update({"snapshot": next(numbers), "begun_at": time.time(), "received_at": time.time(), "content": first, **totals(first)})
Server(("0.0.0.0", PORT)).serve_forever()
