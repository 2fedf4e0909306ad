"""The catalog: GET /v1/articles/<sku>. Which articles there are, and their prices, follow from a number alone.

Articles with long numbers are those of partners, whom the catalog has to ask. That takes a while, and of every fifth it learns nothing.
"""
import hashlib
import json
import socket
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SEED = {{seed}}
PORT = {{catalog_port}}
LONGEST_OWN = 12
PARTNERS_S = 0.5


def article(sku):
    """Status and body of the answer. The catalog does not have two of five articles."""
    number = int(hashlib.sha256(f"{SEED}:{sku}".encode()).hexdigest()[:12], 16)
    if len(sku) > LONGEST_OWN:
        if number % 5 == 0:
            return 500, {"error": "no answer from the partner"}
        time.sleep(PARTNERS_S)
    if number % 5 < 2:
        return 404, {"error": "no such article"}
    return 200, {"unit_cents": 250 + number // 5 % 80_000}


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        """A client that went away is no concern of ours."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "catalog-gateway"
    wbufsize = -1

    def setup(self):
        super().setup()
        # Held back until shutdown, so that the answer and the end of the stream leave in one segment.
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)

    def do_GET(self):
        status, body = article(self.path.removeprefix("/v1/articles/"))
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        self.wfile.flush()
        # The gateway ends a connection after one answer, and does not announce it.
        self.connection.shutdown(socket.SHUT_WR)
        self.close_connection = True

    def log_message(self, format, *args):
        pass


Server(("0.0.0.0", PORT), Handler).serve_forever()
