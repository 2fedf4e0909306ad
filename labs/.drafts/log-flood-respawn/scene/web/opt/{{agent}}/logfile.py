"""The log: a file that may be truncated under us, on a disk that may be full."""
import logging
import os
import time


class LogFile(logging.Handler):
    def __init__(self, path):
        super().__init__()
        self.fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
        formatter = logging.Formatter("%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s[%(process)d]: %(message)s", "%Y-%m-%dT%H:%M:%S")
        formatter.converter = time.gmtime
        self.setFormatter(formatter)

    def emit(self, record):
        # Moving files matters more than writing about it.
        try:
            os.write(self.fd, self.format(record).encode() + b"\n")
        except OSError:
            pass
