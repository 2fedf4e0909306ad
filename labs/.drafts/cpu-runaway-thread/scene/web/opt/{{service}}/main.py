"""Starts the {{service}} API."""
import argparse
import logging
import pathlib
import sys
import tomllib

from api import Server
from spool import Spool

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
    spool = Spool(pathlib.Path(config["spool"]["folder"]))
    report = pathlib.Path(config["worker"]["report"])
    server = Server((config["server"]["host"], config["server"]["port"]), spool, report)
    log.info("listening on %s:%d", *server.server_address)
    server.serve_forever()


if __name__ == "__main__":
    main()
