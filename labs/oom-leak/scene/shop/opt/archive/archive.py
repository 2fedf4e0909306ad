"""The archive: POST /v1/labels takes copies, a line of JSON each; GET /v1/labels/<tracking> tells the copy's digest."""
import collections
import hashlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = {{archive_port}}
MAX_BODY_BYTES = 2 * 1024 * 1024
MOST_COPIES = 50_000

digests = collections.OrderedDict()


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """A client that went away is no concern of ours."""


class Handler(BaseHTTPRequestHandler):
    server_version = "archive-gateway"
    wbufsize = -1

    def do_GET(self):
        digest = digests.get(self.path.removeprefix("/v1/labels/"))
        self.answer(*((200, {"sha256": digest}) if digest else (404, {"error": "no such label"})))

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        if length > MAX_BODY_BYTES:
            while length > 0:
                length -= len(self.rfile.read(min(length, 65536))) or length
            return self.answer(413, {"error": f"a request may have {MAX_BODY_BYTES} bytes"})
        lines = self.rfile.read(length).splitlines()
        for line in lines:
            label = json.loads(line)
            digests[label["tracking"]] = hashlib.sha256(label["zpl"].encode()).hexdigest()
        while len(digests) > MOST_COPIES:
            digests.popitem(last=False)
        return self.answer(200, {"taken": len(lines)})

    def answer(self, status, body):
        data = json.dumps(body).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


Server(("0.0.0.0", PORT), Handler).serve_forever()
