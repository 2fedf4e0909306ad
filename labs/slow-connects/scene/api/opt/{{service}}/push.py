"""Sends the counters to the platform's relay, which keeps them for a year."""
import json
import logging
import time
import urllib.request

TIMEOUT_S = 10
RETRY_S = 0.2

log = logging.getLogger("{{service}}.push")


class Push:
    def __init__(self, url, every_s, counters):
        self.url = url
        self.every_s = every_s
        self.counters = counters
        self.due = 0.0

    def run(self):
        while True:
            self.tick()
            time.sleep(0.2)

    def tick(self):
        """Sends once `every_s` seconds have gone by since the last time."""
        if not self.url or time.monotonic() < self.due:
            return
        pause_s = RETRY_S
        try:
            self.send()
            pause_s = self.every_s
        except OSError as error:
            log.debug("counters were not taken: %s", error)
        finally:
            self.due = time.monotonic() + pause_s

    def send(self):
        requests, middle, high, most = self.counters.snapshot()
        body = json.dumps({"source": "{{service}}", "requests": requests, "p50": middle, "p99": high, "max": most})
        request = urllib.request.Request(self.url, body.encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as reply:
            reply.read()
