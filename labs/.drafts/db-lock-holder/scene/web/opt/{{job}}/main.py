"""Starts the worker that pays refunds."""
import argparse
import logging
import signal
import sys
import time
import tomllib

import psycopg2

from bank import Bank, BankError
from store import Store
from worker import Worker

PAUSE_AFTER_ERROR_S = 0.5

log = logging.getLogger("{{job}}")


def connect(database):
    """A connection to the database, once there is one to be had."""
    while True:
        try:
            return psycopg2.connect(
                host=database["host"],
                port=database["port"],
                dbname=database["name"],
                user=database["user"],
                password=database["password"],
                application_name="{{job}}",
                connect_timeout=10,
            )
        except psycopg2.OperationalError as error:
            log.debug("no connection yet: %s", error)
            time.sleep(0.1)


def main():
    parser = argparse.ArgumentParser(description="pays refunds")
    parser.add_argument("--config", default="/etc/{{job}}/{{job}}.toml")
    options = parser.parse_args()
    with open(options.config, "rb") as file:
        config = tomllib.load(file)

    logging.basicConfig(level=config["log"]["level"].upper(), stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    store = Store(connect(config["database"]))
    bank = Bank(config["bank"]["url"], config["bank"]["timeout_s"])
    worker = Worker(store, bank, config["worker"]["batch"])
    log.info("ready")
    while True:
        try:
            handled = worker.run()
        except psycopg2.Error as error:
            log.error("the database: %s", str(error).strip())
            sys.exit(1)
        except BankError as error:
            log.error("the bank: %s", error)
            store.connection.rollback()
            time.sleep(PAUSE_AFTER_ERROR_S)
            continue
        if not handled:
            time.sleep(config["worker"]["pause_s"])


if __name__ == "__main__":
    main()
