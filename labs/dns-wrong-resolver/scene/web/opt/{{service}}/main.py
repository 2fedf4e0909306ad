"""{{service}}: product pages as JSON, with what the stock service has of each product."""

import argparse
import configparser
import hashlib
import json
import logging
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

log = logging.getLogger("{{service}}")
PRODUCT = re.compile(r"/products/([A-Za-z0-9-]{1,40})")
NAMES = ["Enamel mug", "Wool blanket", "Camp stove", "Folding lantern", "Bread knife", "Kettle"]


class StockError(Exception):
    """The stock service gave no usable answer."""


def stock_of(sku, url, timeout):
    """Asks the stock service; a new connection each time, so that it can move at any time."""
    try:
        with urllib.request.urlopen(f"{url}/stock/{urllib.parse.quote(sku)}", timeout=timeout) as answer:
            return json.load(answer)
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise StockError(str(reason)) from error


class Pages(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    settings = None

    def do_GET(self):
        began = time.monotonic()
        status, body = self.page()
        payload = json.dumps(body).encode() + b"\n"
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)
        except BrokenPipeError:
            log.warning("client went away before the answer: %s", self.path)
        if self.path != "/healthz":
            log.info("%s %s %d %.0fms", self.command, self.path, status, (time.monotonic() - began) * 1000)

    def page(self):
        if self.path == "/healthz":
            return 200, {"status": "ok", "version": "3.11.2"}
        found = PRODUCT.fullmatch(self.path)
        if not found:
            return 404, {"error": "no such page"}
        sku = found[1]
        try:
            stock = stock_of(sku, self.settings["url"], self.settings.getfloat("timeout_seconds"))
        except StockError as error:
            log.error("stock of %s: %s", sku, error)
            return 502, {"error": "stock service unavailable"}
        name = NAMES[hashlib.sha256(sku.encode()).digest()[0] % len(NAMES)]
        return 200, {"sku": sku, "name": name, "available": stock["quantity"], "warehouse": stock["warehouse"]}

    def log_message(self, *_):
        """The access log is nginx's."""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    settings = configparser.ConfigParser()
    settings.read_file(open(parser.parse_args().config, encoding="utf-8"))
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.INFO)
    Pages.settings = settings["stock"]
    server = ThreadingHTTPServer(("127.0.0.1", settings.getint("http", "port")), Pages)
    server.daemon_threads = True
    log.info("listening on 127.0.0.1:%s, stock service %s", settings["http"]["port"], settings["stock"]["url"])
    server.serve_forever()


main()
