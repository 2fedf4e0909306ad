"""Runs from cron: hands out again what a worker took and never finished, and forgets old records."""
import argparse
import os
import time
import tomllib

from spool import Spool

IN_HAND_S = 60
KEPT_S = 24 * 3600


def old(folder, seconds):
    """Names in a folder that have not changed for so long."""
    before = time.time() - seconds
    for entry in os.scandir(folder):
        try:
            if entry.stat().st_mtime < before:
                yield entry.name
        except FileNotFoundError:
            continue


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    with open(parser.parse_args().config, "rb") as file:
        spool = Spool(tomllib.load(file)["queue"]["folder"])
    for name in old(spool.cur, IN_HAND_S):
        try:
            os.rename(spool.cur / name, spool.new / name)
        except FileNotFoundError:
            continue
    for name in old(spool.done, KEPT_S):
        (spool.done / name).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
