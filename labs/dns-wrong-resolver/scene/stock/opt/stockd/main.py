"""The stock service of one warehouse."""

import collections
import hashlib
import json
import os
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WAREHOUSE = os.environ["WAREHOUSE"]
# By which names it was asked of late, and when.
asked = collections.deque(maxlen=100)


class Stock(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/asked":
            now = time.monotonic()
            return self.answer([{"host": host, "age_s": now - at} for host, at in list(asked)])
        asked.append((self.headers.get("Host", ""), time.monotonic()))
        sku = self.path.rpartition("/")[2]
        quantity = int.from_bytes(hashlib.sha256(f"{WAREHOUSE}/{sku}".encode()).digest()[:2], "big") % 900
        self.answer({"sku": sku, "quantity": quantity, "warehouse": WAREHOUSE})

    def answer(self, body):
        payload = json.dumps(body).encode() + b"\n"
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, *_):
        """Too many to log."""


ThreadingHTTPServer(("", int(os.environ["PORT"])), Stock).serve_forever()
