"""The HTTP side.

POST /v1/links {customer, ttl_s}            a new link
GET  /v1/links/<link>                       who it belongs to, and until when
POST /v1/links/<link>/documents?sha256=...  a document, as the body
GET  /v1/documents/<number>                 a document that was accepted
GET  /healthz, GET /metrics
"""
import collections
import json
import logging
import pathlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from links import DEFAULT_TTL_S, Invalid
from uploads import Refused

MAX_LINK_BYTES = 4096
MAX_DOCUMENT_BYTES = 1024 * 1024
VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}.api")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, links, uploads, archive):
        self.links = links
        self.uploads = uploads
        self.archive = archive
        self.counts = collections.Counter(links_made=0, documents_accepted=0, documents_refused=0, errors=0)
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = f"{{service}}/{VERSION}"
    # Headers and body leave in one segment.
    wbufsize = -1

    def do_GET(self):
        match self.parts():
            case ["healthz"]:
                self.answer(200, {"status": "ok", "version": VERSION})
            case ["metrics"]:
                lines = [f"{name}_total {count}\n" for name, count in self.server.counts.items()]
                self.reply(200, "text/plain", "".join(lines).encode())
            case ["v1", "links", link]:
                record = self.server.links.find(link)
                self.answer(200, record) if record else self.answer(404, {"error": "no such link"})
            case ["v1", "documents", number]:
                document = self.server.archive.read(number)
                if document is None:
                    return self.answer(404, {"error": "no such document"})
                self.reply(200, "application/pdf", document)
            case _:
                self.answer(404, {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        try:
            match self.parts():
                case ["v1", "links"] if length <= MAX_LINK_BYTES:
                    self.make_link(json.loads(self.rfile.read(length)))
                case ["v1", "links", link, "documents"] if length <= MAX_DOCUMENT_BYTES:
                    self.take_document(link, length)
                case _:
                    self.close_connection = True
                    self.answer(404, {"error": "not found, or too large"})
        except (Invalid, AttributeError, UnicodeDecodeError, json.JSONDecodeError) as error:
            self.answer(422, {"error": str(error)})
        except OSError as error:
            self.server.counts["errors"] += 1
            self.close_connection = True
            log.error("%s failed: %s", self.path.partition("?")[0], error)
            self.answer(500, {"error": "internal error"})

    def make_link(self, body):
        record = self.server.links.create(body.get("customer"), body.get("ttl_s", DEFAULT_TTL_S))
        self.server.counts["links_made"] += 1
        self.answer(201, record)

    def take_document(self, link, length):
        record = self.server.links.find(link)
        if record is None:
            self.close_connection = True
            return self.answer(404, {"error": "no such link"})
        sha256 = parse_qs(urlsplit(self.path).query).get("sha256", [""])[0]
        try:
            number = self.server.uploads.receive(self.rfile, length, sha256)
        except Refused as error:
            self.server.counts["documents_refused"] += 1
            log.info("document of %s refused: %s", record["customer"], error)
            return self.answer(422, {"error": str(error)})
        self.server.counts["documents_accepted"] += 1
        self.answer(201, {"document": number, "bytes": length})

    def parts(self):
        return urlsplit(self.path).path.strip("/").split("/")

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
