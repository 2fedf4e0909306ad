"""Starts the {{service}} API."""
import argparse
import logging
import os
import signal
import sys
import tomllib

from api import Server
from audit import AuditLog
from orders import Orders

log = logging.getLogger("{{service}}")


def write_pid_file(path):
    with open(path, "w", encoding="ascii") as file:
        file.write(f"{os.getpid()}\n")


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
    audit = AuditLog(config["audit"]["file"])
    write_pid_file(config["runtime"]["pid_file"])

    server = Server((config["server"]["host"], config["server"]["port"]), Orders(audit))
    signal.signal(signal.SIGUSR1, lambda *_: audit.reopen())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    log.info("listening on %s:%d", *server.server_address)
    server.serve_forever()


if __name__ == "__main__":
    main()
