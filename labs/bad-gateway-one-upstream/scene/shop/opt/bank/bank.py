"""The connector to the bank: POST /charges, GET /charges/<reference>, GET /held."""
import json
import random
import secrets
import threading
import time
from collections import OrderedDict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = {{bank_port}}
KEPT = 20_000
# A card of the bank's own tests, for which it takes its time.
SLOW_CARD, SLOW_S = "tok_slow", 1.5


class Book:
    """Every charge that came in, by reference; one that comes twice is in it twice."""

    def __init__(self):
        self.lock = threading.Lock()
        self.charges = OrderedDict()

    def add(self, reference, charge):
        with self.lock:
            self.charges.setdefault(reference, []).append(charge)
            while len(self.charges) > KEPT:
                self.charges.popitem(last=False)

    def of(self, reference):
        with self.lock:
            return list(self.charges.get(reference, []))

    def held(self):
        with self.lock:
            return {ref: list(found) for ref, found in self.charges.items() if found[0]["card"] == SLOW_CARD}


BOOK = Book()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        """A client that went away is no concern of ours."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "bank-connector"
    wbufsize = -1

    def do_GET(self):
        if self.path == "/held":
            return self.answer(200, BOOK.held())
        return self.answer(200, BOOK.of(self.path.removeprefix("/charges/")))

    def do_POST(self):
        charge = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        reference = charge.pop("reference")
        authorisation = secrets.token_hex(4).upper()
        BOOK.add(reference, {**charge, "authorisation": authorisation, "from": self.client_address[0], "at": time.time()})
        time.sleep(SLOW_S if charge["card"] == SLOW_CARD else random.uniform(0.015, 0.04))
        self.answer(201, {"authorisation": authorisation})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


Server(("0.0.0.0", PORT), Handler).serve_forever()
