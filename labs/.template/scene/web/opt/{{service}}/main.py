"""Keeps short notes, one file each. POST /notes saves one, GET /notes/ID reads it."""
import http.server
import json
import pathlib
import re
import secrets
import sys

folder = pathlib.Path("/var/lib/{{service}}")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, {"status": "ok"})
        note = re.fullmatch(r"/notes/([0-9a-f]{16})", self.path)
        try:
            text = (folder / note[1]).read_text() if note else None
        except FileNotFoundError:
            text = None
        return self.answer(404, {"error": "no such note"}) if text is None else self.answer(200, {"text": text})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if self.path != "/notes" or length > 4096:
            return self.answer(400, {"error": "POST /notes takes up to 4096 bytes"})
        text = json.loads(self.rfile.read(length))["text"]
        name = secrets.token_hex(8)
        try:
            (folder / name).write_text(text)
        except OSError as error:
            print(f"saving a note failed: {error}", file=sys.stderr, flush=True)
            return self.answer(500, {"error": "the note was not saved"})
        return self.answer(201, {"id": name})

    def log_message(self, *_):
        pass


http.server.ThreadingHTTPServer(("", {{port}}), Handler).serve_forever()
