"""Connections to one host that stay open between requests."""
import http.client
import select
import threading


class Connection:
    def __init__(self, host, port, timeout):
        self.http = http.client.HTTPConnection(host, port, timeout=timeout)
        self.http.connect()

    def get(self, path):
        self.http.request("GET", path, headers={"Accept": "application/json"})
        reply = self.http.getresponse()
        return reply.status, reply.read()

    def alive(self):
        """Nothing is expected between two requests: whatever can be read is the end of the stream."""
        if self.http.sock is None:
            return False
        poll = select.poll()
        poll.register(self.http.sock, select.POLLIN)
        return not poll.poll(0)

    def close(self):
        self.http.close()


class Pool:
    def __init__(self, host, port, timeout, max_idle):
        self.address = (host, port, timeout)
        self.max_idle = max_idle
        self.idle = []
        self.leased = set()
        self.lock = threading.Lock()

    def connect(self):
        connection = Connection(*self.address)
        with self.lock:
            self.leased.add(connection)
        return connection

    def acquire(self):
        """The connection that was used last and is still alive, or a new one."""
        with self.lock:
            for connection in reversed(self.idle):
                if connection.alive():
                    self.idle.remove(connection)
                    self.leased.add(connection)
                    return connection
        return self.connect()

    def release(self, connection):
        """Gives a connection back; those that have waited longest make room."""
        with self.lock:
            self.leased.discard(connection)
            self.idle.append(connection)
            surplus = self.idle[: -self.max_idle] if self.max_idle else []
            del self.idle[: len(surplus)]
        for connection in surplus:
            connection.close()

    def discard(self, connection):
        with self.lock:
            self.leased.discard(connection)
        connection.close()
