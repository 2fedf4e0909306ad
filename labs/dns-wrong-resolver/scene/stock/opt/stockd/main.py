"""The stock service of one warehouse."""

import hashlib
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WAREHOUSE = os.environ["WAREHOUSE"]


class Stock(BaseHTTPRequestHandler):
    def do_GET(self):
        sku = self.path.rpartition("/")[2]
        quantity = int.from_bytes(hashlib.sha256(f"{WAREHOUSE}/{sku}".encode()).digest()[:2], "big") % 900
        payload = json.dumps({"sku": sku, "quantity": quantity, "warehouse": WAREHOUSE}).encode() + b"\n"
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_):
        """Too many to log."""


ThreadingHTTPServer(("", int(os.environ["PORT"])), Stock).serve_forever()
