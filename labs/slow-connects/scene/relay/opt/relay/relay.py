"""Takes counters. A batch is acknowledged when both stores have it."""
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STORED_S = 0.02


class Handler(BaseHTTPRequestHandler):
    server_version = "relay"

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        time.sleep(STORED_S)
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


Server(("0.0.0.0", {{relay_port}}), Handler).serve_forever()
