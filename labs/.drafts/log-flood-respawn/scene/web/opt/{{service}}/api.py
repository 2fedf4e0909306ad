"""The HTTP side: POST /files, GET /files/<number>, GET /healthz, GET /metrics."""
import argparse
import json
import logging
import pathlib
import signal
import sys
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from store import Store, digest

VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, store, max_bytes):
        self.store = store
        self.max_bytes = max_bytes
        self.counts = {"stored": 0, "refused": 0}
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = f"{{service}}/{VERSION}"
    wbufsize = -1

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        if self.path == "/metrics":
            return self.answer(200, self.server.counts)
        number = self.path.removeprefix("/files/")
        found = self.server.store.find(number) if number.isalnum() else None
        return self.answer(200, found) if found else self.answer(404, {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > self.server.max_bytes:
            self.close_connection = True
            return self.answer(413, {"error": "too large"})
        content = self.rfile.read(length)
        if self.path != "/files" or not content:
            return self.answer(404 if content else 422, {"error": "nothing to store"})
        try:
            number = self.server.store.put(content)
        except OSError as error:
            self.server.counts["refused"] += 1
            log.error("upload of %d bytes refused: %s", length, error)
            return self.answer(507, {"error": "cannot store the upload"})
        self.server.counts["stored"] += 1
        return self.answer(201, {"file": number, "bytes": length, "sha256": digest(content)})

    def answer(self, status, body):
        data = json.dumps(body).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        log.debug(format, *args)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    with open(parser.parse_args().config, "rb") as file:
        config = tomllib.load(file)
    logging.basicConfig(level="INFO", stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    store = Store(config["store"]["inbox"], config["store"]["archive"])
    server = Server((config["server"]["host"], config["server"]["port"]), store, config["store"]["max_bytes"])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    log.info("listening on %s:%d", *server.server_address)
    server.serve_forever()


if __name__ == "__main__":
    main()
