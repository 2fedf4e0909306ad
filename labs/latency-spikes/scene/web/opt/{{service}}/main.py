"""Starts the {{service}} API."""
import argparse
import logging
import os
import signal
import sys

import settings
from api import Server
from stats import Stats
from store import Store

log = logging.getLogger("{{service}}")


def write_pid_file(path):
    with open(path, "w", encoding="ascii") as file:
        file.write(f"{os.getpid()}\n")


def main():
    parser = argparse.ArgumentParser(description="{{service}} API")
    parser.add_argument("--config", default=settings.DEFAULT)
    config = settings.load(parser.parse_args().config)
    logging.basicConfig(
        level=config["log"]["level"].upper(),
        stream=sys.stderr,
        format="%(levelname)s %(name)s: %(message)s",
    )
    server = Server((config["server"]["host"], config["server"]["port"]), Store(config), Stats(), config["log"]["slow_s"])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    write_pid_file(config["runtime"]["pid_file"])
    log.info("listening on %s:%d", *server.server_address)
    server.serve_forever()


if __name__ == "__main__":
    main()
