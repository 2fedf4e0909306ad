"""Runs from cron: lists what the archive has got within a day, for the back office."""
import argparse
import os
import pathlib
import time
import tomllib

DAY_S = 24 * 3600


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    with open(parser.parse_args().config, "rb") as file:
        config = tomllib.load(file)
    since = time.time() - DAY_S
    rows = []
    for path in pathlib.Path(config["store"]["archive"]).glob("*/f*"):
        info = path.stat()
        if info.st_mtime > since:
            rows.append((info.st_mtime, path.name, info.st_size))
    target = config["export"]["file"]
    with open(f"{target}.{os.getpid()}", "w", encoding="ascii") as file:
        for moment, number, size in sorted(rows):
            file.write(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(moment))},{number},{size}\n")
    os.rename(f"{target}.{os.getpid()}", target)


if __name__ == "__main__":
    main()
