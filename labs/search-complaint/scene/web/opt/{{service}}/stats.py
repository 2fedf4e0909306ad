"""Counts and times of what was asked, for /metrics and the log."""
import collections
import threading


class Stats:
    def __init__(self, workers):
        self.workers = workers
        self.lock = threading.Lock()
        self.waiting = 0
        self.busy = 0
        self.by_customer = collections.Counter()
        self.refusals = collections.Counter()
        self.times = collections.deque(maxlen=500)
        self.since = 0

    def waits(self):
        with self.lock:
            self.waiting += 1

    def begins(self):
        with self.lock:
            self.waiting -= 1
            self.busy += 1

    def ends(self):
        with self.lock:
            self.busy -= 1

    def answered(self, customer, took_ms):
        with self.lock:
            self.by_customer[customer] += 1
            self.times.append(took_ms)
            self.since += 1

    def refused(self, customer, why):
        with self.lock:
            self.refusals[customer, why] += 1

    def quantile(self, share):
        times = sorted(self.times)
        return times[min(len(times) - 1, int(len(times) * share))] if times else 0.0

    def summary(self):
        with self.lock:
            since, self.since = self.since, 0
            return (
                f"{since} searches, p50 {self.quantile(0.5)} ms, p99 {self.quantile(0.99)} ms, "
                f"{self.waiting} waiting, {self.busy} of {self.workers} workers busy"
            )

    def exposition(self):
        with self.lock:
            # The worker that answers this is none of those that search.
            lines = [
                f"search_workers {self.workers}",
                f"search_workers_busy {self.busy - 1}",
                f"search_requests_waiting {self.waiting}",
                f'search_took_ms{{quantile="0.5"}} {self.quantile(0.5)}',
                f'search_took_ms{{quantile="0.99"}} {self.quantile(0.99)}',
            ]
            lines += [f'search_answered_total{{customer="{name}"}} {n}' for name, n in sorted(self.by_customer.items())]
            lines += [
                f'search_refused_total{{customer="{name}",why="{why}"}} {n}'
                for (name, why), n in sorted(self.refusals.items())
            ]
        return "\n".join(lines) + "\n"
