"""The catalog: GET /v1/articles/<sku>, GET /v1/changes?after=<n>. What it answers follows from two numbers and the time."""
import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

SEED = {{seed}}
PORT = {{catalog_port}}
CHANGE_EVERY_S = 2
MOST_CHANGES = 20


def number_of(text):
    return int(hashlib.sha256(f"{SEED}:{text}".encode()).hexdigest()[:12], 16)


def unit_cents(sku):
    """The price of an article, or None for one that the catalog does not have (two of five)."""
    number = number_of(sku)
    return 250 + number // 5 % 80_000 if number % 5 >= 2 else None


def change(number):
    """The article whose price changed as the `number`th."""
    salt = 0
    while True:
        sku = f"{{letters}}-{number_of(f'change {number} {salt}') % 900_000 + 100_000}"
        if unit_cents(sku) is not None:
            return {"number": number, "sku": sku, "unit_cents": unit_cents(sku)}
        salt += 1


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        """A client that went away is no concern of ours."""


class Handler(BaseHTTPRequestHandler):
    server_version = "catalog-gateway"
    wbufsize = -1

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/v1/changes":
            last = int(time.time()) // CHANGE_EVERY_S
            after = max(int(parse_qs(url.query)["after"][0]), last - MOST_CHANGES)
            return self.answer(200, {"last": last, "changes": [change(number) for number in range(after + 1, last + 1)]})
        cents = unit_cents(url.path.removeprefix("/v1/articles/"))
        if cents is None:
            return self.answer(404, {"error": "no such article"})
        return self.answer(200, {"unit_cents": cents})

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
