"""The catalog: GET /v1/articles/<sku>. Which articles there are, and their prices, follow from a number alone."""
import hashlib
import json
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SEED = {{seed}}
PORT = {{catalog_port}}


def unit_cents(sku):
    """The price of an article, or None for one that the catalog does not have (two of five)."""
    number = int(hashlib.sha256(f"{SEED}:{sku}".encode()).hexdigest()[:12], 16)
    return 250 + number // 5 % 80_000 if number % 5 >= 2 else None


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
        cents = unit_cents(self.path.removeprefix("/v1/articles/"))
        body = {"error": "no such article"} if cents is None else {"unit_cents": cents}
        data = json.dumps(body).encode()
        self.send_response(404 if cents is None else 200)
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
