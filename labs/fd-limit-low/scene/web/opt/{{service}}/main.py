"""Starts the {{service}} API."""
import argparse
import asyncio
import logging
import os
import resource
import signal
import socket
import sys
import tomllib

from api import Api
from catalog import Catalog
from quotes import Quotes
from streams import Streams, follow_changes

BACKLOG = 256

log = logging.getLogger("{{service}}")


def allow_files(number):
    """Up to `number` open files, as far as this process may."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY:
        number = min(number, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (number, hard))


async def run(config):
    server, catalog = config["server"], Catalog(**config["catalog"])
    quotes, streams = Quotes(catalog, config["prices"]), Streams(**config["streams"])
    listener = socket.create_server((server["host"], server["port"]), backlog=BACKLOG)
    listener.setblocking(False)
    log.info("listening on %s:%d, catalog at %s:%d", server["host"], server["port"], catalog.host, catalog.port)
    following = asyncio.create_task(follow_changes(catalog, quotes, streams))
    await Api(quotes, streams).serve(listener)
    following.cancel()


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
    if "open_files" in config["server"]:
        allow_files(config["server"]["open_files"])
    # An exception in whatever runs at that moment may be swallowed there.
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    asyncio.run(run(config))


if __name__ == "__main__":
    main()
