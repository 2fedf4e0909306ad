"""Starts an instance of {{service}}."""
import argparse
import logging
import os
import pathlib
import signal
import sys
import tomllib

from bank import Bank
from payments import Payments
from server import Server

VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()

log = logging.getLogger("{{service}}")


def main():
    parser = argparse.ArgumentParser(description="{{service}}")
    parser.add_argument("--config", required=True)
    with open(parser.parse_args().config, "rb") as file:
        config = tomllib.load(file)

    logging.basicConfig(
        level=config["log"]["level"].upper(),
        stream=sys.stderr,
        format="%(levelname)s %(name)s: %(message)s",
    )
    bank = Bank(**config["bank"])
    settings = config["server"]
    app = Payments(bank, config["receipts"]["languages"], VERSION)
    server = Server((settings["host"], settings["port"]), app, VERSION, settings["threads"], settings["keep_alive_s"])
    app.counts = server.counts
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    log.info("%s listening on %s:%d, terminal %s", VERSION, settings["host"], settings["port"], bank.terminal)
    try:
        server.serve_forever()
    except Exception:
        # Nobody knows what state the loop is in: better no instance than one that loses payments.
        log.critical("the loop failed", exc_info=True)
        os._exit(70)


if __name__ == "__main__":
    main()
