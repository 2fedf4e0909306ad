"""The HTTP side: POST /orders, GET /orders/<reference>, GET /healthz, GET /metrics."""
import json
import logging
import pathlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MAX_BODY_BYTES = 64 * 1024
VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}.api")


class Malformed(Exception):
    pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    version = VERSION

    def __init__(self, address, orders):
        self.orders = orders
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    server_version = f"{{service}}/{VERSION}"
    wbufsize = -1

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        if self.path == "/metrics":
            return self.metrics()
        if not self.path.startswith("/orders/"):
            return self.answer(404, {"error": "not found"})
        return self.guarded(self.find)

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > MAX_BODY_BYTES:
            return self.answer(413, {"error": "too large"})
        body = self.rfile.read(length)
        if self.path != "/orders":
            return self.answer(404, {"error": "not found"})
        return self.guarded(lambda: self.place(body))

    def guarded(self, work):
        try:
            status, body = work()
        except Malformed as error:
            status, body = 400, {"error": str(error)}
        except Exception as error:
            log.error("%s %s failed: %s", self.command, self.path, str(error).strip())
            status, body = 503, {"error": "try again later"}
        return self.answer(status, body)

    def find(self):
        return self.server.orders.find(self.path.removeprefix("/orders/"))

    def place(self, body):
        try:
            order = json.loads(body)
            reference, sku, quantity = str(order["reference"]), str(order["sku"]), int(order["quantity"])
        except (ValueError, KeyError, TypeError):
            raise Malformed("an order has a reference, a sku and a quantity") from None
        if not reference or not 0 < quantity < 1000:
            raise Malformed("the reference or the quantity is out of bounds")
        return self.server.orders.place(reference, sku, quantity)

    def metrics(self):
        pool = self.server.orders.pool
        lines = (f"db_connections_max {pool.size}", f"db_connections_lent {len(pool.lent)}", f"db_connections_idle {len(pool.idle)}")
        self.reply(200, "text/plain", "\n".join(lines) + "\n")

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
