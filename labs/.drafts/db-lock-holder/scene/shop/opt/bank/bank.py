"""A bank: takes refunds, answers for each, and pays a reference once. An account whose number ends in 0 is closed."""
import json
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ANSWER_S = float(os.environ["ANSWER_S"])
results = {}
lock = threading.Lock()


class Handler(BaseHTTPRequestHandler):
    wbufsize = -1

    def do_GET(self):
        reference = self.path.removeprefix("/v1/refunds/")
        with lock:
            result = results.get(reference)
        if result is None:
            return self.answer(404, {"error": "no such refund"})
        return self.answer(200, {"reference": reference, "result": result})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            asked = [(str(refund["reference"]), int(refund["cents"]), str(refund["account"])) for refund in json.loads(body)]
        except (ValueError, KeyError, TypeError):
            return self.answer(400, {"error": "a list of refunds, each with reference, cents and account"})
        time.sleep(ANSWER_S)
        with lock:
            for reference, _, account in asked:
                results.setdefault(reference, "account closed" if account.endswith("0") else "paid")
            answers = [{"reference": reference, "result": results[reference]} for reference, _, _ in asked]
        return self.answer(200, answers)

    def answer(self, status, body):
        data = (json.dumps(body) + "\n").encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


Server(("0.0.0.0", {{bank_port}}), Handler).serve_forever()
