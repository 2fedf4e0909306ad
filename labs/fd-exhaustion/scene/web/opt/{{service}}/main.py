"""Starts the {{service}} API."""
import argparse
import logging
import signal
import sys
import tomllib

from api import Server
from catalog import Catalog
from pool import Pool
from quotes import Quotes

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
    catalog = config["catalog"]
    pool = Pool(catalog["host"], catalog["port"], timeout=catalog["timeout_s"], max_idle=catalog["max_idle"])
    server = Server((config["server"]["host"], config["server"]["port"]), Quotes(Catalog(pool), config["prices"]), pool)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    log.info("listening on %s:%d, catalog at %s:%d", *server.server_address, catalog["host"], catalog["port"])
    server.serve_forever()


if __name__ == "__main__":
    main()
