"""Starts the storefront."""
import argparse
import logging
import signal
import sys
import tomllib

from api import Server
from payments import PaymentClient

log = logging.getLogger("storefront")


def main():
    parser = argparse.ArgumentParser(description="storefront")
    parser.add_argument("--config", default="/etc/storefront/storefront.toml")
    with open(parser.parse_args().config, "rb") as file:
        config = tomllib.load(file)

    logging.basicConfig(level="INFO", stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    server = Server(("0.0.0.0", config["http"]["port"]), PaymentClient(**config["payments"]))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    log.info("listening on port %d, payments at %s", config["http"]["port"], config["payments"]["url"])
    server.serve_forever()


if __name__ == "__main__":
    main()
