"""The stock service: prices and days of delivery for up to 50 articles a call, and the tokens that calls need."""
import hashlib
import json
import secrets
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CALL_S = {{call_ms}} / 1000
TOKEN_S = {{token_ms}} / 1000
LIFETIME_S = 600
MOST = 50
KEPT_CALLS = 20_000

lock = threading.Lock()
tokens = {}
counts = {"prices": 0, "delivery": 0, "tokens": 0}
calls = []


def number(*parts):
    return int(hashlib.sha256(":".join(("{{seed}}", *parts)).encode()).hexdigest()[:12], 16)


class Handler(BaseHTTPRequestHandler):
    wbufsize = -1

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        if url.path == "/ping":
            time.sleep(CALL_S)
            return self.answer(200, {"status": "ok"})
        if url.path == "/metrics":
            lines = "".join(f'requests_total{{path="/v1/{name}"}} {count}\n' for name, count in counts.items())
            return self.reply(200, "text/plain", lines)
        scope = url.path.removeprefix("/v1/")
        if scope not in ("prices", "delivery"):
            return self.answer(404, {"error": "not found"})
        given = self.headers.get("Authorization", "").removeprefix("Bearer ")
        skus = query.get("skus", "").split(",")
        with lock:
            allowed, end = tokens.get(given, (None, 0))
            counts[scope] += 1
        if allowed != scope or time.monotonic() > end:
            return self.answer(401, {"error": "no token for this scope"})
        if len(skus) > MOST:
            return self.answer(400, {"error": f"at most {MOST} articles"})
        with lock:
            calls.append(frozenset(skus))
            del calls[:-KEPT_CALLS]
        time.sleep(CALL_S)
        if scope == "prices":
            return self.answer(200, {sku: 99 + number("price", sku) % 20_000 for sku in skus if sku.startswith("{{letters}}-")})
        return self.answer(200, {sku: 1 + number("days", sku, query.get("region", "")) % 19 for sku in skus})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or "{}")
        if self.path == "/v1/tokens":
            time.sleep(TOKEN_S)
            if (body.get("client"), body.get("key")) != ("{{service}}", "{{client_key}}"):
                return self.answer(403, {"error": "unknown client, or wrong key"})
            token = secrets.token_hex(16)
            with lock:
                counts["tokens"] += 1
                tokens[token] = body.get("scope"), time.monotonic() + LIFETIME_S
            return self.answer(200, {"token": token, "expires_in": LIFETIME_S})
        if self.path == "/v1/usage" and body.get("key") == "{{usage_key}}":
            asked = frozenset(body["skus"])
            with lock:
                if body.get("revoke"):
                    tokens.clear()
                named = sum(not asked.isdisjoint(skus) for skus in calls)
                return self.answer(200, {"calls": named, "tokens": counts["tokens"]})
        return self.answer(404, {"error": "not found"})

    def answer(self, status, body):
        self.reply(status, "application/json", json.dumps(body) + "\n")

    def reply(self, status, content_type, text):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


Server(("0.0.0.0", {{stock_port}}), Handler).serve_forever()
