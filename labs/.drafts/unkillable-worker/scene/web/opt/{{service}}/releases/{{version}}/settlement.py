"""Settles the month with the carriers, day by day; what it has added up so far it holds in memory."""
import argparse
import datetime
import json
import logging
import signal
import sys
import time
import tomllib
from collections import Counter

DAY_S = 900

log = logging.getLogger("settlement")


def interrupted(*_):
    log.error("interrupted, nothing was written; the next run begins with the first day")
    sys.exit(1)


def sums_of(ledger, day):
    """Cents by zone of one day."""
    sums = Counter()
    try:
        with open(ledger, encoding="utf-8") as file:
            for line in file:
                record = json.loads(line)
                if record["rated_at"].startswith(day.isoformat()):
                    sums[record["zone"]] += record["charge_cents"]
    except FileNotFoundError:
        pass
    return sums


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    with open(parser.parse_args().config, "rb") as file:
        ledger = tomllib.load(file)["ledger"]["file"]
    logging.basicConfig(level="INFO", stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, interrupted)
    day, total = datetime.date.today().replace(day=1), Counter()
    month = day.month
    while day.month == month:
        total += sums_of(ledger, day)
        log.info("%s added up", day)
        time.sleep(DAY_S)
        day += datetime.timedelta(days=1)
    log.info("settled: %s", dict(total))


if __name__ == "__main__":
    main()
