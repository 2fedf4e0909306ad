"""The audit log: one JSON line per order, kept for the auditors."""
import json
import logging
import os
import threading

log = logging.getLogger("{{service}}.audit")


class AuditLog:
    def __init__(self, path):
        self._path = path
        self._lock = threading.Lock()
        self._torn = False
        self._fd = self._open()

    def append(self, record):
        """Writes a record, or raises OSError: an order without its audit record must not be accepted."""
        line = json.dumps(record, separators=(",", ":")).encode() + b"\n"
        with self._lock:
            # A write that was cut short leaves half a line; the next record starts on a line of its own.
            data = b"\n" + line if self._torn else line
            self._torn = True
            while data:
                data = data[os.write(self._fd, data):]
            self._torn = False

    def reopen(self):
        """Opens the path anew, so that a rotated file can be let go (SIGUSR1)."""
        try:
            fd = self._open()
        except OSError as error:
            log.error("cannot reopen %s: %s", self._path, error)
            return
        with self._lock:
            os.close(self._fd)
            self._fd = fd
            self._torn = False
        log.info("reopened %s", self._path)

    def _open(self):
        return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o640)
