"""Connections to the database, shared by all requests. They are lent by `with` only, so that each comes back."""
import threading
from contextlib import contextmanager

import psycopg2
from psycopg2.extensions import TRANSACTION_STATUS_IDLE


class PoolTimeout(Exception):
    pass


class Pool:
    def __init__(self, target, size, timeout_s):
        self.target = target
        self.size = size
        self.timeout_s = timeout_s
        self.free = threading.Semaphore(size)
        self.lock = threading.Lock()
        self.idle = []
        self.lent = 0

    @contextmanager
    def connection(self):
        """A connection for the body of a `with`; what the body did not commit is rolled back after it."""
        connection = self._take()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def _take(self):
        if not self.free.acquire(timeout=self.timeout_s):
            raise PoolTimeout(f"connection pool exhausted: {self.lent} of {self.size} lent, none came back within {self.timeout_s:g} s")
        try:
            with self.lock:
                connection = self.idle.pop() if self.idle else None
            if connection is None:
                connection = psycopg2.connect(**self.target)
        except BaseException:
            self.free.release()
            raise
        with self.lock:
            self.lent += 1
        return connection

    def _give_back(self, connection):
        try:
            if not connection.closed and connection.info.transaction_status != TRANSACTION_STATUS_IDLE:
                connection.rollback()
        except psycopg2.Error:
            connection.close()
        with self.lock:
            self.lent -= 1
            if not connection.closed:
                self.idle.append(connection)
        self.free.release()
