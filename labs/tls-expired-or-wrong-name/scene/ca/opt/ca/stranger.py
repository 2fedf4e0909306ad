"""A server of somebody else: it has a certificate for the name of the payments API, by an authority of its own."""
import json
import pathlib
import secrets
import ssl
import subprocess
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NAME = "{{service}}.{{company}}.internal"
SEEN = set()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(200, {"seen": self.path.removeprefix("/seen/") in SEEN, "status": "ok"})

    def do_POST(self):
        payment = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        SEEN.add(payment.get("reference"))
        self.answer(201, {**payment, "authorisation": secrets.token_hex(4).upper()})

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    context = None

    def finish_request(self, request, client_address):
        if self.context:
            request = self.context.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)

    def handle_error(self, request, client_address):
        """Who does not want this certificate goes away."""


with tempfile.TemporaryDirectory() as folder:
    key, cert = pathlib.Path(folder, "key.pem"), pathlib.Path(folder, "cert.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-subj", f"/CN={NAME}",
         "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", key, "-out", cert],
        check=True, capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
servers = [Server(("0.0.0.0", port), Handler) for port in (80, {{port}}, 443)]
servers[2].context = context
for server in servers:
    threading.Thread(target=server.serve_forever).start()
