"""Rates shipments: takes them off the queue, works out the charge, writes the ledger."""
import argparse
import json
import logging
import os
import pathlib
import sys
import time
import tomllib

from spool import Spool
from tariff import Tariff

POLL_S = 0.03
HERE = pathlib.Path(__file__).parent
VERSION = (HERE / "VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("worker")


def rate(shipment, tariff, name):
    return {
        **shipment,
        "charge_cents": tariff.charge(shipment["grams"]),
        "tariff": tariff.name,
        "rated_at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "rated_by": name,
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    with open(parser.parse_args().config, "rb") as file:
        config = tomllib.load(file)
    logging.basicConfig(level="INFO", stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # The tariff comes with the release.
    tariff = Tariff.load(HERE / "tariff.toml")
    spool = Spool(config["queue"]["folder"])
    ledger = os.open(config["ledger"]["file"], os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
    name = f"worker-{VERSION}[{os.getpid()}]"
    log.info("%s started", name)
    while True:
        shipment = spool.take()
        if shipment is None:
            time.sleep(POLL_S)
            continue
        record = rate(shipment, tariff, name)
        os.write(ledger, json.dumps(record).encode() + b"\n")
        spool.finish(record)


if __name__ == "__main__":
    main()
