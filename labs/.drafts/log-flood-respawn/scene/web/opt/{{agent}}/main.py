"""Starts {{agent}}."""
import argparse
import fcntl
import hashlib
import logging
import os
import pathlib
import signal
import sys
import time
import tomllib

from logfile import LogFile
from rules import read_rules, rule_for

log = logging.getLogger("{{agent}}")


class Mover:
    def __init__(self, config):
        self.inbox = pathlib.Path(config["source"]["inbox"])
        self.rules_file = config["source"]["rules"]
        self.archive = pathlib.Path(config["target"]["archive"])
        self.heartbeat = pathlib.Path(config["runtime"]["heartbeat"])

    def scan(self):
        rules = read_rules(self.rules_file)
        names = sorted(name for name in os.listdir(self.inbox) if not name.startswith("."))
        if log.isEnabledFor(logging.DEBUG):
            log.debug("scan of %s: files %s; rules:\n%s", self.inbox, names, "\n".join(f"  {rule}" for rule in rules))
        for name in names:
            self.move(name, rules)
        self.heartbeat.touch()

    def move(self, name, rules):
        content = (self.inbox / name).read_bytes()
        rule = rule_for(rules, content)
        folder = self.archive / name[1:3]
        folder.mkdir(exist_ok=True)
        part = folder / f".{name}"
        part.write_bytes(content)
        os.rename(part, folder / name)
        os.unlink(self.inbox / name)
        log.info("archived %s, %d bytes, %s, sha256 %s", name, len(content), rule.name if rule else "no rule", hashlib.sha256(content).hexdigest()[:16])


def only_one(path):
    """Holds the lock as long as the process lives, or ends where another one does."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        sys.exit(f"already running as process {os.read(fd, 20).decode().strip()}")
    os.ftruncate(fd, 0)
    os.write(fd, f"{os.getpid()}\n".encode())
    return fd


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", required=True)
    with open(parser.parse_args().config, "rb") as file:
        config = tomllib.load(file)
    lock = only_one(config["runtime"]["lock"])
    level = os.environ.get("LOG_LEVEL") or config["log"]["level"]
    log.setLevel(level.upper())
    log.addHandler(LogFile(config["log"]["file"]))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    mover = Mover(config)
    log.info("started, lock %d", lock)
    while True:
        mover.scan()
        time.sleep(config["source"]["scan_ms"] / 1000)


if __name__ == "__main__":
    main()
