"""The HTTP side: POST /orders, GET /healthz."""
import json
import logging
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from payments import PaymentError

MAX_BODY_BYTES = 64 * 1024

log = logging.getLogger("storefront")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, payments):
        self.payments = payments
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "storefront"
    wbufsize = -1

    def do_GET(self):
        status = 200 if self.path == "/healthz" else 404
        self.answer(status, {"status": "ok"} if status == 200 else {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if self.path != "/orders" or length > MAX_BODY_BYTES:
            self.close_connection = True
            return self.answer(404, {"error": "not found"})
        try:
            order = json.loads(self.rfile.read(length))
            reference, amount = str(order["reference"]), int(order["amount_cents"])
        except (KeyError, TypeError, ValueError):
            return self.answer(422, {"error": "reference and amount_cents are needed"})
        try:
            authorisation = self.server.payments.pay(reference, amount)
        except PaymentError as error:
            log.error("order %s: no payment: %s", reference, error)
            return self.answer(503, {"error": "payment not possible"})
        log.info("order %s paid, %s", reference, authorisation)
        return self.answer(201, {"reference": reference, "amount_cents": amount, "authorisation": authorisation})

    def answer(self, status, body):
        data = json.dumps(body).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        log.debug(format, *args)
