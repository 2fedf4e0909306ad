"""What the service counts of itself: requests, and how long each took from its first byte to the answer."""
import logging
import threading
import time

KEPT = 2000

log = logging.getLogger("{{service}}.counters")


class Counters:
    def __init__(self):
        self.lock = threading.Lock()
        self.requests = 0
        self.recent = []

    def served(self, seconds):
        with self.lock:
            self.requests += 1
            self.recent.append(seconds)
            del self.recent[:-KEPT]

    def snapshot(self):
        """Requests so far, and the middle, the 99th percentile and the greatest of the recent times, in seconds."""
        with self.lock:
            times, requests = sorted(self.recent), self.requests
        if not times:
            return requests, 0.0, 0.0, 0.0
        return requests, times[len(times) // 2], times[len(times) * 99 // 100], times[-1]

    def text(self):
        requests, middle, high, most = self.snapshot()
        return (
            f"requests_total {requests}\n"
            f'request_seconds{{quantile="0.5"}} {middle:.6f}\n'
            f'request_seconds{{quantile="0.99"}} {high:.6f}\n'
            f"request_seconds_max {most:.6f}\n"
        )

    def report(self, every_s):
        while True:
            time.sleep(every_s)
            requests, middle, high, most = self.snapshot()
            log.info(
                "requests=%d p50=%.1fms p99=%.1fms max=%.1fms", requests, middle * 1000, high * 1000, most * 1000
            )
