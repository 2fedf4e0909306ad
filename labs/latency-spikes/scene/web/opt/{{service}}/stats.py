"""Counters for /metrics, and how long requests took."""
import threading
from bisect import bisect_left

BOUNDS = (0.005, 0.025, 0.1, 0.5, 1.0, 2.5, 5.0, 10.0)


class Stats:
    def __init__(self):
        self._lock = threading.Lock()
        self._statuses = {}
        self._buckets = [0] * (len(BOUNDS) + 1)
        self._database_max = 0.0

    def count(self, status, seconds, database_seconds):
        with self._lock:
            self._statuses[status] = self._statuses.get(status, 0) + 1
            self._buckets[bisect_left(BOUNDS, seconds)] += 1
            self._database_max = max(self._database_max, database_seconds)

    def text(self):
        with self._lock:
            lines = [f'requests_total{{status="{status}"}} {count}' for status, count in sorted(self._statuses.items())]
            so_far = 0
            for bound, count in zip((*BOUNDS, "+Inf"), self._buckets):
                so_far += count
                lines.append(f'request_seconds_bucket{{le="{bound}"}} {so_far}')
            lines.append(f"database_seconds_max {self._database_max:.3f}")
        return "\n".join(lines) + "\n"
