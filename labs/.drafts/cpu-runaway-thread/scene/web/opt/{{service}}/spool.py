"""Orders that wait for their label, and what became of those that had their turn: a file for each."""
import json
import os
import time


class Spool:
    def __init__(self, folder):
        self.queue = folder / "queue"
        self.results = folder / "results"

    def put(self, order, address):
        """Puts an order at the end of the queue."""
        self.write(self.queue / f"{time.time_ns():019d}-{order}.json", {"order": order, **address})

    def oldest(self):
        """The file of the order that has waited longest, or None."""
        return min(self.queue.glob("*.json"), default=None)

    def waiting(self):
        return sum(1 for _ in self.queue.glob("*.json"))

    def finish(self, path, order, result):
        """Keeps what became of an order, and takes it out of the queue."""
        self.write(self.results / f"{order}.json", result)
        path.unlink(missing_ok=True)

    def state(self, order):
        """What is known of an order: that it is queued, its result, or None."""
        if any(self.queue.glob(f"*-{order}.json")):
            return {"state": "queued"}
        # What is not in the queue any more has its result already.
        try:
            return json.loads((self.results / f"{order}.json").read_text())
        except FileNotFoundError:
            return None

    def write(self, path, content):
        unfinished = path.with_suffix(".new")
        unfinished.write_text(json.dumps(content) + "\n")
        os.replace(unfinished, path)
