"""The HTTP side: PUT /v1/labels/<id of the request>, GET /healthz, GET /metrics."""
import json
import logging
import pathlib
import resource
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()
MAX_BODY_BYTES = 16 * 1024

log = logging.getLogger("{{service}}.api")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, labels, replies, outbox):
        self.labels = labels
        self.replies = replies
        self.outbox = outbox
        self.counts = {"labels": 0, "repeats": 0, "errors": 0}
        super().__init__(address, Handler)

    def handle_error(self, request, client_address):
        log.exception("request from %s failed", client_address[0])


class Handler(BaseHTTPRequestHandler):
    server_version = f"{{service}}/{VERSION}"
    wbufsize = -1

    def do_GET(self):
        path = urlsplit(self.path).path
        if path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        if path == "/metrics":
            return self.reply(200, "text/plain", self.metrics().encode())
        return self.answer(404, {"error": "not found"})

    def do_PUT(self):
        path = urlsplit(self.path).path
        request = path.removeprefix("/v1/labels/")
        if request == path or not request:
            return self.answer(404, {"error": "not found"})
        try:
            length = int(self.headers["Content-Length"])
            if length > MAX_BODY_BYTES:
                return self.answer(413, {"error": "too long"})
            parcel = json.loads(self.rfile.read(length))
            name, postcode = str(parcel["name"]), str(parcel["postcode"])
        except (TypeError, ValueError, KeyError):
            return self.answer(400, {"error": "a parcel has a name and a postcode"})
        try:
            body = self.label(request, name, postcode)
        except Exception as error:
            self.server.counts["errors"] += 1
            log.error("label for %s failed: %r", request, error)
            return self.answer(500, {"error": "no label"})
        return self.reply(201, "application/json", body)

    def label(self, request, name, postcode):
        server = self.server
        body = server.replies.get(request)
        if body is not None:
            server.counts["repeats"] += 1
            return body
        tracking, zpl = server.labels.make(name, postcode)
        body = json.dumps({"tracking": tracking, "zpl": zpl}).encode() + b"\n"
        server.counts["labels"] += 1
        server.replies.put(request, body)
        server.outbox.add(body)
        return body

    def metrics(self):
        server = self.server
        numbers = {f"{name}_total": count for name, count in server.counts.items()}
        numbers["replies_kept"] = len(server.replies.kept)
        numbers["outbox_waiting"] = len(server.outbox.waiting)
        numbers["archive_delivered_total"] = server.outbox.delivered
        numbers["archive_refused_total"] = server.outbox.refused
        numbers["threads"] = threading.active_count()
        numbers["process_resident_memory_bytes"] = resident_bytes()
        return "".join(f"{name} {number}\n" for name, number in numbers.items())

    def answer(self, status, body):
        self.reply(status, "application/json", json.dumps(body).encode() + b"\n")

    def reply(self, status, content_type, data):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        log.debug(format, *args)


def resident_bytes():
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize()
