"""The HTTP side: GET /v1/quotes/<sku>?quantity=<n>, GET /healthz, GET /metrics."""
import json
import logging
import pathlib
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

from catalog import UnknownSku

VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()
ACCEPT_PAUSE_S = 0.05

log = logging.getLogger("{{service}}.api")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, quotes, pool):
        self.quotes = quotes
        self.pool = pool
        self.counts = {"requests": 0, "errors": 0}
        super().__init__(address, Handler)

    def get_request(self):
        try:
            return super().get_request()
        except OSError as error:
            log.error("accept failed: %s", error)
            time.sleep(ACCEPT_PAUSE_S)
            raise

    def handle_error(self, request, client_address):
        log.exception("request from %s failed", client_address[0])


class Handler(BaseHTTPRequestHandler):
    server_version = f"{{service}}/{VERSION}"
    wbufsize = -1

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        if url.path == "/metrics":
            return self.metrics()
        if url.path.startswith("/v1/quotes/"):
            return self.quote(unquote(url.path.removeprefix("/v1/quotes/")), parse_qs(url.query))
        return self.answer(404, {"error": "not found"})

    def quote(self, sku, query):
        self.server.counts["requests"] += 1
        try:
            quantity = int(query.get("quantity", ["1"])[0])
        except ValueError:
            return self.answer(400, {"error": "quantity is a whole number"})
        try:
            return self.answer(200, self.server.quotes.quote(sku, quantity))
        except UnknownSku:
            return self.answer(404, {"error": "unknown sku"})
        except Exception as error:
            self.server.counts["errors"] += 1
            log.error("quote for %s failed: %s", sku, error)
            return self.answer(503, {"error": "no price at the moment"})

    def metrics(self):
        pool = self.server.pool
        lines = [f"{name}_total {count}" for name, count in self.server.counts.items()]
        lines += [f"catalog_connections_idle {len(pool.idle)}", f"catalog_connections_leased {len(pool.leased)}"]
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
