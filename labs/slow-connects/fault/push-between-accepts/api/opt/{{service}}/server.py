"""The HTTP side: GET /v1/prices/<sku>?quantity=<n>, GET /healthz, GET /metrics."""
import json
import logging
import pathlib
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}.server")


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address, prices, counters, push, backlog):
        self.prices = prices
        self.counters = counters
        self.push = push
        self.request_queue_size = backlog
        super().__init__(address, Handler)

    def service_actions(self):
        self.push.tick()

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            log.exception("request from %s failed", client_address[0])


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = f"{{service}}/{VERSION}"
    wbufsize = -1
    timeout = 75

    def do_GET(self):
        began = time.perf_counter()
        url = urlsplit(self.path)
        if url.path.startswith("/v1/prices/"):
            self.price(unquote(url.path.removeprefix("/v1/prices/")), parse_qs(url.query))
            self.server.counters.served(time.perf_counter() - began)
        elif url.path == "/healthz":
            self.answer(200, {"status": "ok", "version": VERSION})
        elif url.path == "/metrics":
            self.reply(200, "text/plain", self.server.counters.text())
        else:
            self.answer(404, {"error": "not found"})

    def price(self, sku, query):
        try:
            quantity = int(query.get("quantity", ["1"])[0])
        except ValueError:
            return self.answer(400, {"error": "quantity is a whole number"})
        self.answer(200, self.server.prices.price(sku, quantity))

    def answer(self, status, body):
        self.reply(status, "application/json", json.dumps(body) + "\n")

    def reply(self, status, content_type, text):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()

    def log_message(self, format, *args):
        log.debug(format, *args)
