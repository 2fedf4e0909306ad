"""The marketplace's gateway: takes lists of stock, and shows the last complete one."""
import itertools
import json
import signal
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = {{market_port}}
MOST_LINES = 100
# One call at a time, as for every merchant; longer on a day with many of them.
CALL_S, BUSY_CALL_S = 0.24, 0.6

turn = threading.Lock()
numbers = itertools.count({{first_list}})
pending = {}
call_s = [CALL_S]
shown = {"list": None, "begun_at": 0.0, "shown_at": 0.0, "offers": {}}


class Refused(Exception):
    pass


def take(path, body, came_at):
    """The answer to a call that came in at a Unix time."""
    parts = path.strip("/").split("/")
    if parts == ["v1", "lists"]:
        number = next(numbers)
        pending[number] = {"begun_at": came_at, "lines": int(body["lines"]), "got": {}}
        for old in sorted(pending)[:-20]:
            del pending[old]
        return {"list": number}
    number = int(parts[2])
    if number not in pending:
        raise Refused("no such list")
    draft = pending[number]
    if parts[3] == "lines":
        if len(body) > MOST_LINES:
            raise Refused(f"at most {MOST_LINES} lines")
        for sku, location, quantity in body:
            draft["got"][str(sku), int(location)] = int(quantity)
        return {"lines": len(draft["got"])}
    if parts[3] != "show":
        raise Refused("no such call")
    if not draft["lines"] or len(draft["got"]) != draft["lines"]:
        raise Refused(f"{len(draft['got'])} of {draft['lines']} lines")
    offers = {}
    for (sku, _), quantity in draft["got"].items():
        offers[sku] = offers.get(sku, 0) + quantity
    del pending[number]
    shown.update({"list": number, "begun_at": draft["begun_at"], "shown_at": time.time(), "offers": offers})
    return {"list": number}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "marketplace"
    wbufsize = -1

    def do_GET(self):
        if self.path == "/v1/offers":
            return self.answer(200, dict(shown))
        if self.path.startswith("/v1/offers/"):
            sku = self.path.removeprefix("/v1/offers/")
            quantity = shown["offers"].get(sku)
            return self.answer(404 if quantity is None else 200, {"sku": sku, "quantity": quantity, "list": shown["list"]})
        return self.answer(404, {"error": "not found"})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        came_at = time.time()
        with turn:
            time.sleep(call_s[0])
            try:
                return self.answer(201, take(self.path, json.loads(body), came_at))
            except Refused as error:
                return self.answer(409, {"error": str(error)})
            except (ValueError, KeyError, IndexError, TypeError):
                return self.answer(422, {"error": "not understood"})

    def answer(self, status, body):
        data = json.dumps(body).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """A merchant that went away is no concern of ours."""


signal.signal(signal.SIGUSR1, lambda *_: call_s.__setitem__(0, BUSY_CALL_S))
signal.signal(signal.SIGUSR2, lambda *_: call_s.__setitem__(0, CALL_S))
Server(("0.0.0.0", PORT), Handler).serve_forever()
