"""The queue: one file a shipment, in new/ until a worker takes it, in cur/ while it is rated, in done/ afterwards.

A rename is atomic, so of several workers that want the same shipment one gets it.
"""
import json
import os
import pathlib
import secrets
import time


class Spool:
    def __init__(self, folder):
        self.new, self.cur, self.done = (pathlib.Path(folder) / name for name in ("new", "cur", "done"))

    def put(self, shipment):
        """Queues a shipment under a number that sorts by time, and gives the number back."""
        number = f"s{time.time_ns():x}-{secrets.token_hex(3)}"
        _write(self.new, number, {"shipment": number, **shipment})
        return number

    def take(self):
        """Takes the oldest shipment that waits, or None."""
        for name in sorted(os.listdir(self.new)):
            if name.startswith("."):
                continue
            try:
                os.rename(self.new / name, self.cur / name)
            except FileNotFoundError:
                continue
            os.utime(self.cur / name)
            return json.loads((self.cur / name).read_text(encoding="utf-8"))
        return None

    def finish(self, record):
        _write(self.done, record["shipment"], record)
        (self.cur / f"{record['shipment']}.json").unlink(missing_ok=True)

    def find(self, number):
        try:
            return json.loads((self.done / f"{number}.json").read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None

    def waiting(self):
        return len(os.listdir(self.new))


def _write(folder, number, content):
    part = folder / f".{number}"
    part.write_text(json.dumps(content) + "\n", encoding="utf-8")
    os.rename(part, folder / f"{number}.json")
