"""Starts the {{service}} API."""
import argparse
import logging
import signal
import sys
import tomllib

from api import Server
from payments import Payments

log = logging.getLogger("{{service}}")


def main():
    parser = argparse.ArgumentParser(description="{{service}} API")
    parser.add_argument("--config", default="/etc/{{service}}/{{service}}.toml")
    with open(parser.parse_args().config, "rb") as file:
        config = tomllib.load(file)

    logging.basicConfig(
        level=config["log"]["level"].upper(),
        stream=sys.stderr,
        format="%(levelname)s %(name)s: %(message)s",
    )
    server = Server((config["server"]["host"], config["server"]["port"]), Payments())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    log.info("listening on %s:%d", *server.server_address)
    server.serve_forever()


if __name__ == "__main__":
    main()
