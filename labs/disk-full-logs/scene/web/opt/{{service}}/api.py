"""The HTTP side: POST /orders, GET /orders/<number>, GET /healthz."""
import json
import logging
import pathlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from orders import Invalid

MAX_BODY_BYTES = 64 * 1024
VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}.api")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, orders):
        self.orders = orders
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = f"{{service}}/{VERSION}"
    # Headers and body leave in one segment.
    wbufsize = -1

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        order = self.server.orders.find(self.path.removeprefix("/orders/"))
        return self.answer(200, order) if order else self.answer(404, {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > MAX_BODY_BYTES:
            self.close_connection = True
            return self.answer(413, {"error": "too large"})
        body = self.rfile.read(length)
        if self.path != "/orders":
            return self.answer(404, {"error": "not found"})
        try:
            return self.answer(201, self.server.orders.place(json.loads(body)))
        except (Invalid, AttributeError, UnicodeDecodeError, json.JSONDecodeError) as error:
            return self.answer(422, {"error": str(error)})
        except OSError as error:
            log.error("order refused: %s", error)
            return self.answer(500, {"error": "internal error"})

    def answer(self, status, body):
        data = json.dumps(body).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        log.debug(format, *args)
