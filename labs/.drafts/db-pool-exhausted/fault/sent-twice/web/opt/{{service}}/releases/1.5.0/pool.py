"""Connections to the database, shared by all requests."""
import threading

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
        self.lent = {}

    def take(self):
        """A connection, for the caller alone until it is given back."""
        if not self.free.acquire(timeout=self.timeout_s):
            raise PoolTimeout(f"connection pool exhausted: {len(self.lent)} of {self.size} lent, none came back within {self.timeout_s:g} s")
        try:
            with self.lock:
                connection = self.idle.pop() if self.idle else None
            if connection is None:
                connection = psycopg2.connect(**self.target)
        except BaseException:
            self.free.release()
            raise
        with self.lock:
            self.lent[id(connection)] = connection
        return connection

    def give_back(self, connection):
        """Ends what the caller left unfinished, and lets the next one have the connection."""
        try:
            if not connection.closed and connection.info.transaction_status != TRANSACTION_STATUS_IDLE:
                connection.rollback()
        except psycopg2.Error:
            connection.close()
        with self.lock:
            del self.lent[id(connection)]
            if not connection.closed:
                self.idle.append(connection)
        self.free.release()
