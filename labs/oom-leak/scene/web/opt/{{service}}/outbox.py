"""Brings a copy of each label to the archive. What the archive did not take stays here, in order, and is sent again."""
import collections
import http.client
import logging
import threading
import time

log = logging.getLogger("{{service}}.outbox")


class ArchiveError(Exception):
    pass


class Outbox(threading.Thread):
    def __init__(self, host, port, timeout_s, every_s, batch_bytes):
        super().__init__(name="outbox", daemon=True)
        self.address = (host, port, timeout_s)
        self.every_s = every_s
        self.batch_bytes = batch_bytes
        self.waiting = collections.deque()
        self.sending = threading.Lock()
        self.delivered = 0
        self.refused = 0

    def add(self, line):
        """Takes one line of JSON, as bytes with their newline."""
        self.waiting.append(line)

    def run(self):
        while True:
            time.sleep(self.every_s)
            self.deliver()

    def deliver(self):
        """Sends what waits, batch by batch, until the archive does not take one."""
        with self.sending:
            try:
                while self.waiting:
                    batch = self.next_batch()
                    self.send(batch)
                    for _ in batch:
                        self.waiting.popleft()
                    self.delivered += len(batch)
            except (OSError, http.client.HTTPException, ArchiveError) as error:
                self.refused += 1
                log.debug("archive: %s, %d waiting", error, len(self.waiting))

    def next_batch(self):
        """The oldest lines that are `batch_bytes` long together, and one at least."""
        batch, size = [], 0
        for line in list(self.waiting):
            if batch and size + len(line) > self.batch_bytes:
                break
            batch.append(line)
            size += len(line)
        return batch

    def send(self, lines):
        host, port, timeout_s = self.address
        connection = http.client.HTTPConnection(host, port, timeout=timeout_s)
        try:
            connection.request("POST", "/v1/labels", b"".join(lines), {"Content-Type": "application/x-ndjson"})
            status = connection.getresponse().status
        finally:
            connection.close()
        if status != 200:
            raise ArchiveError(f"status {status}")
