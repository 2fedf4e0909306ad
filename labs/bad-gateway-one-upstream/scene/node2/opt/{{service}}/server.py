"""One loop for all connections, and threads for what has to wait for the bank."""
import logging
import queue
import selectors
import socket
import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from http1 import Answer, BadRequest, parse, render

# A client that is no longer listened to may close first within this time.
CLOSE_AFTER_S = 0.8
TICK_S = 0.1
SEND_TIMEOUT_S = 5
# Where no connection stays open between requests, one may still wait so long for its first.
FIRST_REQUEST_S = 60

log = logging.getLogger("{{service}}.server")


class Connection:
    def __init__(self, sock):
        self.sock = sock
        self.received = b""
        self.since = time.monotonic()


class Server:
    def __init__(self, address, app, version, threads, keep_alive_s):
        self.app = app
        self.version = version
        self.keep_alive_s = keep_alive_s
        self.counts = Counter()
        self.idle = {}
        self.leaving = deque()
        self.done = queue.SimpleQueue()
        self.workers = ThreadPoolExecutor(threads)
        self.listener = socket.create_server(address, backlog=128)
        self.bell, self.ring = socket.socketpair()
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.listener, selectors.EVENT_READ, self.accept)
        self.selector.register(self.bell, selectors.EVENT_READ, self.finish)

    def serve_forever(self):
        while True:
            for key, _ in self.selector.select(TICK_S):
                key.data()
            now = time.monotonic()
            self.expire(now)
            self.close_left(now)

    def accept(self):
        sock, _ = self.listener.accept()
        sock.settimeout(SEND_TIMEOUT_S)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.counts["connections_opened"] += 1
        self.wait(Connection(sock))

    def wait(self, connection):
        """Into the poll: the connection waits for a request."""
        connection.since = time.monotonic()
        self.idle[connection] = None
        self.selector.register(connection.sock, selectors.EVENT_READ, partial(self.read, connection))

    def take(self, connection):
        """Out of the poll."""
        del self.idle[connection]
        self.selector.unregister(connection.sock)

    def read(self, connection):
        try:
            data = connection.sock.recv(65536)
        except OSError:
            data = b""
        if not data:
            self.take(connection)
            return connection.sock.close()
        connection.received += data
        try:
            parsed = parse(connection.received)
        except BadRequest as error:
            self.take(connection)
            return self.send(connection, Answer(400, {"error": str(error)}), keep=False)
        if parsed:
            self.take(connection)
            request, connection.received = parsed
            self.workers.submit(self.work, connection, request)

    def work(self, connection, request):
        try:
            answer = self.app.handle(request)
        except Exception:
            log.exception("%s %s failed", request.method, request.path)
            answer = Answer(500, {"error": "internal error"})
        self.done.put((connection, request, answer))
        self.ring.send(b".")

    def finish(self):
        """Sends what the threads have done."""
        self.bell.recv(4096)
        while not self.done.empty():
            connection, request, answer = self.done.get()
            self.app.dress(request, answer)
            self.counts["requests"] += 1
            self.counts["errors"] += answer.status >= 500
            self.send(connection, answer, keep=request.keep and self.keep_alive_s > 0)

    def send(self, connection, answer, keep):
        try:
            connection.sock.sendall(render(answer, self.version, keep))
        except OSError:
            keep = False
        if keep:
            self.wait(connection)
        else:
            connection.sock.close()

    def expire(self, now):
        """No request is read any more from a connection that has waited too long."""
        while self.idle:
            connection = next(iter(self.idle))
            if now - connection.since < (self.keep_alive_s or FIRST_REQUEST_S):
                return
            self.take(connection)
            self.counts["connections_expired"] += 1
            self.leaving.append((now + CLOSE_AFTER_S, connection))

    def close_left(self, now):
        while self.leaving and self.leaving[0][0] <= now:
            self.leaving.popleft()[1].sock.close()
