"""The HTTP side: POST /shipments, GET /shipments/<number>, GET /healthz, GET /metrics."""
import argparse
import json
import logging
import pathlib
import signal
import sys
import time
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from spool import Spool
from tariff import ZONES

MAX_BODY_BYTES = 16 * 1024
MAX_GRAMS = 31_500
POLL_S = 0.01
VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("api")


class Invalid(ValueError):
    """The shipment cannot be taken as it is."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address, spool, wait_s):
        self.spool = spool
        self.wait_s = wait_s
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = f"{{service}}/{VERSION}"
    wbufsize = -1

    def do_GET(self):
        if self.path == "/healthz":
            return self.answer(200, {"status": "ok", "version": VERSION})
        if self.path == "/metrics":
            return self.answer(200, {"waiting": self.server.spool.waiting()})
        number = self.path.removeprefix("/shipments/")
        record = self.server.spool.find(number) if number.replace("-", "").isalnum() else None
        return self.answer(200, record) if record else self.answer(404, {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        if length > MAX_BODY_BYTES:
            self.close_connection = True
            return self.answer(413, {"error": "too large"})
        body = self.rfile.read(length)
        if self.path != "/shipments":
            return self.answer(404, {"error": "not found"})
        try:
            shipment = checked(json.loads(body))
        except ValueError as error:
            return self.answer(422, {"error": str(error)})
        number = self.server.spool.put(shipment)
        record = self.rated(number)
        if record is None:
            log.error("shipment %s was not rated in time", number)
            return self.answer(503, {"error": "not rated in time", "shipment": number})
        return self.answer(201, {key: record[key] for key in ("shipment", "reference", "charge_cents", "tariff")})

    def rated(self, number):
        end = time.monotonic() + self.server.wait_s
        while time.monotonic() < end:
            record = self.server.spool.find(number)
            if record:
                return record
            time.sleep(POLL_S)
        return None

    def answer(self, status, body):
        data = json.dumps(body).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        log.debug(format, *args)


def checked(body):
    if not isinstance(body, dict):
        raise Invalid("a shipment is an object")
    zone, grams = body.get("zone"), body.get("grams")
    if zone not in ZONES:
        raise Invalid("zone: one of " + ", ".join(ZONES))
    if not isinstance(grams, int) or not 1 <= grams <= MAX_GRAMS:
        raise Invalid(f"grams: a whole number from 1 to {MAX_GRAMS}")
    return {"reference": str(body.get("reference", "")), "zone": zone, "grams": grams}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    with open(parser.parse_args().config, "rb") as file:
        config = tomllib.load(file)
    logging.basicConfig(level="INFO", stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    address = (config["server"]["host"], config["server"]["port"])
    server = Server(address, Spool(config["queue"]["folder"]), config["server"]["wait_s"])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    log.info("listening on %s:%d", *server.server_address)
    server.serve_forever()


if __name__ == "__main__":
    main()
