"""Keeps programs running: starts each one that a file in its folder describes, and starts it anew when it ends or hangs."""
import logging
import os
import pathlib
import signal
import subprocess
import sys
import time
import tomllib

LOOK_S = 0.5
PAUSE_S = 1.0

log = logging.getLogger("caretaker")


class Program:
    def __init__(self, path):
        self.path = path
        self.name = path.stem
        self.child = None
        self.not_before = 0.0

    def look(self):
        settings = tomllib.loads(self.path.read_text(encoding="utf-8"))
        if self.child and self.child.poll() is not None:
            log.warning("%s (%d) ended with %d", self.name, self.child.pid, self.child.returncode)
            self.child, self.not_before = None, time.monotonic() + PAUSE_S
        elif self.child and self.hangs(settings):
            log.warning("%s (%d) hangs", self.name, self.child.pid)
            self.child.kill()
        if self.child is None and time.monotonic() >= self.not_before:
            self.start(settings)

    def start(self, settings):
        self.child = subprocess.Popen(
            settings["command"], user=settings["user"], group=settings["user"], extra_groups=[], cwd="/",
            stdin=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **environment(settings["env_file"])},
        )
        self.started = time.time()
        log.info("%s started as %d", self.name, self.child.pid)

    def hangs(self, settings):
        try:
            touched = os.stat(settings["heartbeat"]).st_mtime
        except FileNotFoundError:
            touched = 0
        return time.time() - max(touched, self.started) > settings["heartbeat_s"]

    def end(self):
        if self.child and self.child.poll() is None:
            self.child.terminate()
            self.child.wait(5)


def environment(path):
    pairs = {}
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        name, equals, value = line.strip().partition("=")
        if equals and not name.startswith("#"):
            pairs[name] = value
    return pairs


def main():
    folder = pathlib.Path(sys.argv[1])
    logging.basicConfig(level="INFO", stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    programs = {}
    try:
        while True:
            paths = set(folder.glob("*.toml"))
            for path in paths - programs.keys():
                programs[path] = Program(path)
            for path in programs.keys() - paths:
                programs.pop(path).end()
            for program in list(programs.values()):
                try:
                    program.look()
                except (OSError, KeyError, ValueError) as error:
                    log.error("%s: %s", program.name, error)
            time.sleep(LOOK_S)
    finally:
        for program in programs.values():
            program.end()


if __name__ == "__main__":
    main()
