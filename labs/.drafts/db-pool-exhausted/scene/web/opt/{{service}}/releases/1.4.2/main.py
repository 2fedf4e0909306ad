"""Starts the {{service}} API."""
import argparse
import logging
import signal
import sys
import tomllib

from api import Server
from orders import Orders
from pool import Pool

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
    database = config["database"]
    target = {
        "host": database["host"],
        "port": database["port"],
        "dbname": database["name"],
        "user": database["user"],
        "password": database["password"],
        "application_name": "{{service}}",
        "connect_timeout": 10,
    }
    pool = Pool(target, size=database["pool_size"], timeout_s=database["pool_timeout_s"])
    server = Server((config["server"]["host"], config["server"]["port"]), Orders(pool))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    log.info("version %s listening on %s:%d", server.version, *server.server_address)
    server.serve_forever()


if __name__ == "__main__":
    main()
