"""Starts the {{service}} API."""
import argparse
import logging
import signal
import sys
import threading
import time
import tomllib

from api import Server
from cache import Cache
from customers import Customers
from index import Index
from stats import Stats

log = logging.getLogger("{{service}}")


def summarize(stats, every_s):
    while True:
        log.info("summary: %s", stats.summary())
        time.sleep(every_s)


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
    index = Index(config["index"]["path"], config["index"]["most_hits"])
    customers = Customers(config["customers"]["file"])
    cache = Cache(config["cache"]["folder"], config["cache"]["most_files"])
    stats = Stats(config["server"]["workers"])
    server = Server((config["server"]["host"], config["server"]["port"]), index, customers, cache, stats)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGHUP, lambda *_: customers.load())
    threading.Thread(target=summarize, args=(stats, config["log"]["summary_every_s"]), daemon=True).start()
    log.info("version %s, %d articles, listening on %s:%d", server.version, index.articles, *server.server_address)
    server.serve_forever()


if __name__ == "__main__":
    main()
