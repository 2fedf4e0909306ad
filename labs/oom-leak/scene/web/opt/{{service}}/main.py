"""Starts the {{service}} API."""
import argparse
import logging
import signal
import sys
import tomllib

from api import Server
from labels import Labels
from outbox import Outbox
from replies import Replies

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
    labels, archive = config["labels"], config["archive"]
    outbox = Outbox(**archive)
    server = Server(
        (config["server"]["host"], config["server"]["port"]),
        Labels(labels["prefix"], labels["key"]),
        Replies(labels["repeat_s"]),
        outbox,
    )
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    outbox.start()
    log.info("listening on %s:%d, archive at %s:%d", *server.server_address, archive["host"], archive["port"])
    try:
        server.serve_forever()
    finally:
        outbox.deliver()


if __name__ == "__main__":
    main()
