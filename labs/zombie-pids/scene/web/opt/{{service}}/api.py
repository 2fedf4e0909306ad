"""The HTTP side: POST /documents gives a page as PDF, GET /healthz says that the service is up."""
import json
import logging
import pathlib
import queue
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

from renderer import RenderFailed

MAX_BODY_BYTES = 32 * 1024
VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}.api")


class Server(HTTPServer):
    """A fixed number of threads, started once, take the connections in turn."""

    request_queue_size = 128

    def __init__(self, address, renderer, threads):
        self.renderer = renderer
        self._connections = queue.SimpleQueue()
        super().__init__(address, Handler)
        for _ in range(threads):
            threading.Thread(target=self._work, daemon=True).start()

    def process_request(self, request, client_address):
        self._connections.put((request, client_address))

    def _work(self):
        while True:
            request, client_address = self._connections.get()
            try:
                self.finish_request(request, client_address)
            except Exception:
                self.handle_error(request, client_address)
            finally:
                self.shutdown_request(request)


class Handler(BaseHTTPRequestHandler):
    server_version = f"{{service}}/{VERSION}"
    timeout = 10
    wbufsize = -1

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer_json(200, {"status": "ok", "version": VERSION})
        return self.answer_json(404, {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > MAX_BODY_BYTES:
            return self.answer_json(413, {"error": "too large"})
        body = self.rfile.read(length)
        if self.path != "/documents":
            return self.answer_json(404, {"error": "not found"})
        try:
            document = json.loads(body)
            title, lines = str(document["title"]), [str(line) for line in document["lines"]]
        except (KeyError, TypeError, ValueError) as error:
            return self.answer_json(422, {"error": f"title and lines are needed: {error}"})
        try:
            page = self.server.renderer.render(title, lines)
        except OSError as error:
            log.error("cannot start the renderer: %s", error)
            return self.answer_json(503, {"error": "renderer unavailable"})
        except RenderFailed as error:
            log.error("rendering failed: %s", error)
            return self.answer_json(500, {"error": "rendering failed"})
        return self.answer(200, "application/pdf", page)

    def answer_json(self, status, body):
        self.answer(status, "application/json", json.dumps(body).encode() + b"\n")

    def answer(self, status, kind, data):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        log.debug(format, *args)
