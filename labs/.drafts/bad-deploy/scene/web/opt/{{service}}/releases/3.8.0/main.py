"""Starts the {{service}} API."""
import argparse
import logging
import signal
import sys
import tomllib

from api import Server
from basket import Baskets
from stock import Stock

log = logging.getLogger("{{service}}")


def main():
    parser = argparse.ArgumentParser(description="{{service}} API")
    parser.add_argument("--config", default="/etc/{{service}}/{{service}}.toml")
    options = parser.parse_args()
    with open(options.config, "rb") as file:
        config = tomllib.load(file)

    logging.basicConfig(
        level=config["log"]["level"].upper(),
        stream=sys.stderr,
        format="%(levelname)s %(name)s: %(message)s",
    )
    stock = Stock(**config["stock"])
    server = Server((config["server"]["host"], config["server"]["port"]), Baskets(stock))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    log.info("version %s listening on %s:%d", server.version, *server.server_address)
    server.serve_forever()


if __name__ == "__main__":
    main()
