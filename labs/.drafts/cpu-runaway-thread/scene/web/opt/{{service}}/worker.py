"""Makes labels, one after another, in the order in which they came in."""
import argparse
import json
import logging
import os
import pathlib
import sys
import threading
import time
import tomllib

from addresses import Invalid
from layout import lay_out
from spool import Spool

# With nothing to do it looks again soon, and then less and less often.
IDLE_LEAST_S, IDLE_MOST_S = 0.05, 0.8

log = logging.getLogger("{{service}}.worker")


class Worker:
    def __init__(self, spool, report, report_every_s):
        self.spool = spool
        self.report_path = report
        self.report_every_s = report_every_s
        self.counts = {"made": 0, "refused": 0}

    def make_labels(self):
        idle_s = IDLE_LEAST_S
        while True:
            path = self.spool.oldest()
            if path is None:
                time.sleep(idle_s)
                idle_s = min(2 * idle_s, IDLE_MOST_S)
                continue
            idle_s = IDLE_LEAST_S
            address = json.loads(path.read_text())
            order = address["order"]
            log.info("label %s: begun", order)
            began = time.monotonic()
            try:
                result = {"state": "made", "lines": lay_out(address)}
            except Invalid as error:
                result = {"state": "refused", "reason": str(error)}
            self.spool.finish(path, order, result)
            self.counts[result["state"]] += 1
            log.info("label %s: %s in %d ms", order, result["state"], (time.monotonic() - began) * 1000)

    def report(self):
        """Tells the API once in a while how far the worker is."""
        unfinished = self.report_path.with_suffix(".new")
        while True:
            unfinished.write_text(json.dumps({"at": time.time(), **self.counts}) + "\n")
            os.replace(unfinished, self.report_path)
            time.sleep(self.report_every_s)


def start(name, target):
    """Starts a thread that `top -H` shows under its name."""
    def named():
        pathlib.Path(f"/proc/self/task/{threading.get_native_id()}/comm").write_text(name)
        target()

    thread = threading.Thread(target=named, name=name)
    thread.start()
    return thread


def end_with(thread):
    """Ends the process when a thread has ended, so that the unit starts it anew."""
    thread.join()
    os._exit(1)


def main():
    parser = argparse.ArgumentParser(description="Makes labels for the {{service}} API")
    parser.add_argument("--config", default="/etc/{{service}}/{{service}}.toml")
    options = parser.parse_args()
    with open(options.config, "rb") as file:
        config = tomllib.load(file)

    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    settings = config["worker"]
    spool = Spool(pathlib.Path(config["spool"]["folder"]))
    worker = Worker(spool, pathlib.Path(settings["report"]), settings["report_every_s"])
    log.info("started, %d labels waiting", spool.waiting())
    start("report", worker.report)
    end_with(start("render", worker.make_labels))


if __name__ == "__main__":
    main()
