"""The HTTP side: GET /v1/search?q=...&limit=..., GET /healthz, GET /metrics."""
import json
import logging
import pathlib
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer

from customers import Refused

VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}.api")


class Server(HTTPServer):
    """Each request is one of a fixed number of workers'; more wait for one of them."""

    request_queue_size = 128
    version = VERSION

    def __init__(self, address, index, customers, cache, stats):
        self.index, self.customers, self.cache, self.stats = index, customers, cache, stats
        self.workers = ThreadPoolExecutor(stats.workers, thread_name_prefix="worker")
        super().__init__(address, Handler)

    def process_request(self, request, client_address):
        self.stats.waits()
        self.workers.submit(self.work, request, client_address)

    def work(self, request, client_address):
        self.stats.begins()
        try:
            self.finish_request(request, client_address)
        except OSError as error:
            log.debug("connection lost: %s", error)
        except Exception:
            log.exception("a request failed")
        finally:
            self.shutdown_request(request)
            self.stats.ends()


class Handler(BaseHTTPRequestHandler):
    server_version = f"{{service}}/{VERSION}"
    timeout = 10
    wbufsize = -1

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        if path == "/metrics":
            return self.reply(200, "text/plain", self.server.stats.exposition())
        if path != "/v1/search":
            return self.answer(404, {"error": "not found"})
        return self.search(urllib.parse.parse_qs(query))

    def search(self, query):
        stats = self.server.stats
        try:
            customer = self.server.customers.of(self.headers.get("X-Api-Key", ""))
        except Refused as refused:
            log.warning("401 for %s: %s", self.headers.get("X-Forwarded-For", "a client"), refused)
            stats.refused(refused.customer, refused.why)
            return self.answer(401, {"error": "key not accepted"})
        words = query.get("q", [""])[0].lower().split()
        try:
            limit = int(query.get("limit", ["20"])[0])
        except ValueError:
            return self.answer(400, {"error": "limit is a number"}, customer)
        if not words:
            return self.answer(400, {"error": "q holds one word or more"}, customer)
        began = time.perf_counter()
        limit = max(1, min(limit, self.server.index.most_hits))
        found = self.server.cache.get(words, limit)
        if found is None:
            found = self.server.index.search(words, limit)
            self.server.cache.put(words, limit, found)
        total, hits = found
        took_ms = round((time.perf_counter() - began) * 1000, 1)
        stats.answered(customer, took_ms)
        body = {"took_ms": took_ms, "customer": customer, "total": total, "returned": len(hits), "hits": hits}
        return self.answer(200, body, customer)

    def answer(self, status, body, customer=None):
        self.reply(status, "application/json", json.dumps(body) + "\n", customer)

    def reply(self, status, content_type, text, customer=None):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        if customer is not None:
            self.send_header("X-Customer", customer)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        log.debug(format, *args)
