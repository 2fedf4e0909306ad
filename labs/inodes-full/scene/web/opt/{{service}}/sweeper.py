"""Removes links from the spool once their time is over. Runs beside the API, as a unit of its own."""
import argparse
import json
import logging
import pathlib
import sys
import time
import tomllib

REPORT_S = 60

log = logging.getLogger("{{service}}.sweeper")


def sweep(spool, files):
    """Looks at all links once; gives back how many there were, and how many of them it removed."""
    examined = removed = 0
    for path in spool.glob(files):
        examined += 1
        try:
            over = json.loads(path.read_text())["expires"] <= time.time()
        except (OSError, ValueError) as error:
            log.warning("skipped %s: %s", path, error)
            continue
        if over:
            path.unlink(missing_ok=True)
            removed += 1
    return examined, removed


def main():
    parser = argparse.ArgumentParser(description="Removes links of {{service}} that are over")
    parser.add_argument("--config", default="/etc/{{service}}/{{service}}.toml")
    options = parser.parse_args()
    with open(options.config, "rb") as file:
        config = tomllib.load(file)

    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    spool, files = pathlib.Path(config["spool"]["folder"]), config["sweeper"]["files"]
    reported = None
    while True:
        examined, removed = sweep(spool, files)
        if removed or reported is None or time.monotonic() - reported >= REPORT_S:
            log.info("%s/%s: %d examined, %d removed", spool, files, examined, removed)
            reported = time.monotonic()
        time.sleep(config["sweeper"]["every_s"])


if __name__ == "__main__":
    main()
