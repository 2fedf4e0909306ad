"""Rates shipments: takes them off the queue, works out the charge, writes the ledger."""
import argparse
import json
import logging
import os
import pathlib
import signal
import sys
import time
import tomllib

from spool import Spool
from tariff import Tariff

POLL_S = 0.03
VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("worker")


class Worker:
    def __init__(self, spool, tariff, ledger):
        self.spool = spool
        self.tariff = tariff
        self.ledger = os.open(ledger, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
        self.name = f"worker-{VERSION}[{os.getpid()}]"
        self.stopping = False

    def run(self):
        while not self.stopping:
            shipment = self.spool.take()
            if shipment is None:
                time.sleep(POLL_S)
                continue
            self.rate(shipment)
        log.info("stopped")

    def rate(self, shipment):
        record = {
            **shipment,
            "charge_cents": self.tariff.charge(shipment["zone"], shipment["grams"]),
            "tariff": self.tariff.name,
            "rated_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "rated_by": self.name,
        }
        # One write a line: the ledger has several writers.
        os.write(self.ledger, json.dumps(record).encode() + b"\n")
        self.spool.finish(record)

    def stop(self, *_):
        """The shipment in hand is finished first."""
        self.stopping = True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    with open(parser.parse_args().config, "rb") as file:
        config = tomllib.load(file)
    logging.basicConfig(level="INFO", stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    tariff = Tariff.load(config["tariff"]["file"])
    worker = Worker(Spool(config["queue"]["folder"]), tariff, config["ledger"]["file"])
    signal.signal(signal.SIGTERM, worker.stop)
    log.info("%s started with tariff %s", worker.name, tariff.name)
    worker.run()


if __name__ == "__main__":
    main()
