"""Starts the {{service}} API."""
import argparse
import logging
import signal
import sys
import threading
import tomllib

from counters import Counters
from pricelist import PriceList
from push import Push
from server import Server

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
    counters = Counters()
    push = Push(config["push"]["url"], config["push"]["every_s"], counters)
    address = (config["server"]["host"], config["server"]["port"])
    server = Server(address, PriceList(config["prices"]), counters, push, backlog=config["server"]["backlog"])
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    threading.Thread(target=counters.report, args=(config["log"]["summary_s"],), daemon=True).start()
    log.info("listening on %s:%d", *server.server_address)
    server.serve_forever()


if __name__ == "__main__":
    main()
