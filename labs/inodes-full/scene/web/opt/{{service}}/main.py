"""Starts the {{service}} API."""
import argparse
import logging
import pathlib
import sys
import tomllib

from api import Server
from archive import Archive
from links import Links
from uploads import Uploads

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
    spool = pathlib.Path(config["spool"]["folder"])
    archive = Archive(pathlib.Path(config["archive"]["folder"]))
    server = Server(
        (config["server"]["host"], config["server"]["port"]),
        links=Links(spool / "links"),
        uploads=Uploads(spool / "incoming", archive),
        archive=archive,
    )
    log.info("listening on %s:%d, spool in %s", *server.server_address, spool)
    server.serve_forever()


if __name__ == "__main__":
    main()
