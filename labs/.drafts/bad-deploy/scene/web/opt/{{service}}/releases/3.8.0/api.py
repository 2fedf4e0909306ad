"""The HTTP side: GET /v1/basket, GET /healthz, GET /metrics."""
import json
import logging
import pathlib
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from basket import Refused
from stock import StockError

MOST_ITEMS = 50
VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}.api")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    version = VERSION

    def __init__(self, address, baskets):
        self.baskets = baskets
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    server_version = f"{{service}}/{VERSION}"
    wbufsize = -1

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        if url.path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        if url.path == "/metrics":
            return self.metrics()
        if url.path != "/v1/basket":
            return self.answer(404, {"error": "not found"})
        try:
            return self.answer(200, self.basket(dict(urllib.parse.parse_qsl(url.query))))
        except Refused as refused:
            return self.answer(refused.status, {"error": str(refused)})
        except StockError as error:
            log.error("%s", error)
            return self.answer(502, {"error": "no answer from stock"})

    def basket(self, query):
        postcode = query.get("postcode", "")
        if len(postcode) != 5 or not postcode.isdigit():
            raise Refused(400, "postcode: five digits")
        return self.server.baskets.answer(self.skus(query), postcode)

    def skus(self, query):
        skus = list(dict.fromkeys(query.get("skus", "").split(",")))
        if not 0 < len(skus) <= MOST_ITEMS or "" in skus:
            raise Refused(400, f"skus: 1 to {MOST_ITEMS} articles, separated by commas")
        return skus

    def metrics(self):
        baskets = self.server.baskets
        lines = (
            f"baskets_total {baskets.answered}",
            f"basket_seconds_total {baskets.seconds:.3f}",
            f"stock_calls_total {baskets.calls}",
            f"stock_tokens_kept {len(baskets.stock.tokens)}",
        )
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
