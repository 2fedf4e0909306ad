"""The HTTP side.

POST /v1/labels {order, recipient, street, postcode, town}   asks for a label
GET  /v1/labels/<order>                                      queued, made or refused
GET  /healthz, GET /metrics
"""
import json
import logging
import pathlib
import re
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ORDER = re.compile(r"[A-Z]{2}-\d{4,12}")
FIELDS = {"recipient": 100, "street": 60, "postcode": 5, "town": 40}
MAX_BODY_BYTES = 4096
VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}.api")


class Invalid(ValueError):
    """The request lacks something, or has too much of it."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, spool, report):
        self.spool = spool
        self.report = report
        super().__init__(address, Handler)

    def metrics(self):
        """What the worker last told of itself, and how long ago."""
        try:
            told = json.loads(self.report.read_text())
        except (OSError, ValueError):
            return {"labels_waiting": self.spool.waiting()}
        return {
            "labels_made_total": told["made"],
            "labels_refused_total": told["refused"],
            "labels_waiting": self.spool.waiting(),
            "worker_report_age_seconds": round(time.time() - told["at"], 1),
        }


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = f"{{service}}/{VERSION}"
    # Headers and body leave in one segment.
    wbufsize = -1

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        if self.path == "/metrics":
            text = "".join(f"{name} {value}\n" for name, value in self.server.metrics().items())
            return self.reply(200, "text/plain", text)
        order = self.path.removeprefix("/v1/labels/")
        state = self.server.spool.state(order) if ORDER.fullmatch(order) else None
        return self.answer(200, {"label": order, **state}) if state else self.answer(404, {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > MAX_BODY_BYTES:
            self.close_connection = True
            return self.answer(413, {"error": "too large"})
        body = self.rfile.read(length)
        if self.path != "/v1/labels":
            return self.answer(404, {"error": "not found"})
        try:
            order, address = read_request(json.loads(body))
        except (Invalid, UnicodeDecodeError, json.JSONDecodeError) as error:
            return self.answer(422, {"error": str(error)})
        self.server.spool.put(order, address)
        return self.answer(202, {"label": order})

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


def read_request(body):
    """The order's number, and the fields of its address, each a text of a length that the carrier takes."""
    if not isinstance(body, dict):
        raise Invalid("an object is needed")
    order = body.get("order")
    if not isinstance(order, str) or not ORDER.fullmatch(order):
        raise Invalid("order: two letters, a dash, 4 to 12 digits")
    for name, most in FIELDS.items():
        text = body.get(name)
        if not isinstance(text, str) or not 0 < len(text.strip()) or len(text) > most:
            raise Invalid(f"{name}: 1 to {most} characters")
    return order, {name: body[name] for name in FIELDS}
