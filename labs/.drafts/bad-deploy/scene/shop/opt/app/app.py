"""What the app asks: a basket with the day on which the last of it comes."""
import json
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    wbufsize = -1

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        if url.path != "/basket":
            return self.answer(404, {"error": "not found"})
        try:
            with urllib.request.urlopen(f"http://{{ip_web}}/v1/basket?{url.query}", timeout=10) as reply:
                basket = json.load(reply)
        except urllib.error.HTTPError as error:
            return self.answer(error.code, {"error": error.read().decode("utf-8", "replace")[:200]})
        except (OSError, ValueError) as error:
            return self.answer(504, {"error": f"no answer: {error}"})
        try:
            days = {item["sku"]: int(item["delivery_days"]) for item in basket["items"]}
            return self.answer(200, {"total_cents": int(basket["total_cents"]), "complete_in_days": max(days.values()), "days": days})
        except (KeyError, TypeError, ValueError):
            return self.answer(502, {"error": "items without delivery_days"})

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


Server(("0.0.0.0", {{app_port}}), Handler).serve_forever()
