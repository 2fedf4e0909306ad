"""The HTTP side: GET /v1/stock/<sku>, POST /v1/moves, POST /v1/receipts, GET /healthz, GET /metrics."""
import json
import logging
import pathlib
import sqlite3
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

from store import LOCATIONS, OUTSIDE, Short, Unknown

MAX_BODY_BYTES = 16 * 1024
VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}.api")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def __init__(self, address, store, stats, slow_s):
        self.store, self.stats, self.slow_s = store, stats, slow_s
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    server_version = f"{{service}}/{VERSION}"
    # Headers and body leave in one segment.
    wbufsize = -1

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        if self.path == "/metrics":
            return self.reply(200, "text/plain", self.server.stats.text())
        if self.path.startswith("/v1/stock/"):
            sku = unquote(self.path.removeprefix("/v1/stock/"))
            return self.work(lambda: (200, described(sku, self.server.store.stock(sku))))
        return self.answer(404, {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > MAX_BODY_BYTES:
            return self.answer(413, {"error": "too large"})
        body = self.rfile.read(length)
        if self.path not in ("/v1/moves", "/v1/receipts"):
            return self.answer(404, {"error": "not found"})
        try:
            given = json.loads(body)
            receipt = self.path == "/v1/receipts"
            sku, reference, quantity = str(given["sku"]), str(given.get("reference", "")), int(given["quantity"])
            source = OUTSIDE if receipt else int(given["source"])
            target = int(given["location" if receipt else "target"])
            if quantity < 1 or target not in LOCATIONS or (not receipt and source not in LOCATIONS):
                raise ValueError
        except (ValueError, KeyError, TypeError):
            return self.answer(422, {"error": "an article, two locations and a quantity of 1 or more are needed"})

        def book():
            number, have = self.server.store.move(sku, source, target, quantity, reference)
            return 201, {"move": number, **described(sku, have)}

        return self.work(book)

    def work(self, job):
        """Answers with what the store says, and takes the time of it."""
        began = time.monotonic()
        try:
            status, body = job()
        except Unknown:
            status, body = 404, {"error": "unknown article"}
        except Short as error:
            status, body = 409, {"error": str(error)}
        except sqlite3.Error as error:
            log.error("%s %s: %s", self.command, self.path, error)
            status, body = 503, {"error": "the stock cannot be reached"}
        database = time.monotonic() - began
        self.answer(status, body)
        seconds = time.monotonic() - began
        self.server.stats.count(status, seconds, database)
        if seconds > self.server.slow_s:
            log.warning("%s %s took %.2f s, %.2f s of it in the database", self.command, self.path, seconds, database)

    def answer(self, status, body):
        self.reply(status, "application/json", json.dumps(body) + "\n")

    def reply(self, status, content_type, text):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        log.debug(format, *args)


def described(sku, have):
    return {"sku": sku, "total": sum(have.values()), "by_location": {str(place): have[place] for place in sorted(have)}}
