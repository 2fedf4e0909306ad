"""The HTTP side: POST /payments, GET /payments/<reference>, GET /healthz."""
import json
import logging
import pathlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from payments import Invalid

MAX_BODY_BYTES = 64 * 1024
VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}.api")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, payments):
        self.payments = payments
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = f"{{service}}/{VERSION}"
    wbufsize = -1

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        payment = self.server.payments.find(self.path.removeprefix("/payments/"))
        return self.answer(200, payment) if payment else self.answer(404, {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > MAX_BODY_BYTES:
            self.close_connection = True
            return self.answer(413, {"error": "too large"})
        body = self.rfile.read(length)
        if self.path != "/payments":
            return self.answer(404, {"error": "not found"})
        try:
            payment = self.server.payments.take(json.loads(body))
        except (Invalid, AttributeError, ValueError) as error:
            return self.answer(422, {"error": str(error)})
        log.info("payment %s of %d cents authorised", payment["reference"], payment["amount_cents"])
        return self.answer(201, payment)

    def answer(self, status, body):
        data = json.dumps(body).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        log.debug(format, *args)
