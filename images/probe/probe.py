"""What every check's script can use. `met` and `not_met` decide and end the script."""

import base64
import hashlib
import http.client as http_client
import json
import random
import re
import secrets
import socket
import struct
import threading
import time
import urllib.parse

__all__ = [
    "params", "args", "kept", "keep", "met", "not_met", "http", "load", "settle", "nonce", "Reply",
    "base64", "hashlib", "json", "random", "re", "socket", "struct", "threading", "time",
]

params: dict = {}
args: dict = {}
kept: dict = {}
keeping: dict = {}

MAX_BODY_BYTES = 4 * 1024 * 1024


class Decided(BaseException):
    """Ends a script with its finding; not an Exception, so that a script's own `except Exception` lets it through."""

    def __init__(self, finding, saw):
        super().__init__(saw)
        self.finding = finding
        self.saw = saw


def met(saw):
    """The claim holds. `saw` is shown to the candidate."""
    raise Decided("met", str(saw))


def not_met(saw):
    """The claim does not hold. `saw` says what was measured, never the cause."""
    raise Decided("not-met", str(saw))


def keep(**values):
    """Hands JSON values to the later steps of the same check (there in `kept`)."""
    json.dumps(values)
    keeping.update(values)


def nonce(n=8):
    """Random hexadecimal text of n characters, so that no answer can be prepared."""
    return secrets.token_hex((n + 1) // 2)[:n]


class Reply:
    """An answer over HTTP. `status` is 0 where none came; then `error` says why."""

    def __init__(self, status, text, ms, error=""):
        self.status = status
        self.text = text
        self.ms = ms
        self.error = error

    def json(self):
        """The body as JSON, or None where it is none."""
        try:
            return json.loads(self.text)
        except ValueError:
            return None

    def __repr__(self):
        return f"Reply({self.status}, {self.text[:80]!r}, {self.ms:.0f} ms, {self.error!r})"


def _connect(url, timeout):
    port = url.port or 80
    return http_client.HTTPConnection(url.hostname, port, timeout=timeout)


def _ask(connection, method, url, body, headers):
    path = url.path or "/"
    if url.query:
        path += "?" + url.query
    sent = dict(headers or {})
    if isinstance(body, (dict, list)):
        body = json.dumps(body)
        sent.setdefault("Content-Type", "application/json")
    connection.request(method, path, body=body.encode() if isinstance(body, str) else body, headers=sent)
    response = connection.getresponse()
    text = response.read(MAX_BODY_BYTES).decode("utf-8", "replace")
    return response.status, text, response.will_close


def _why(error):
    if isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    return f"{type(error).__name__}: {error}"


def http(method, url, body=None, headers=None, timeout=5):
    """One request. Never raises for what the network or the service does: then status is 0 and error says why."""
    parts = urllib.parse.urlsplit(url)
    began = time.monotonic()
    connection = _connect(parts, timeout)
    try:
        status, text, _ = _ask(connection, method, parts, body, headers)
        return Reply(status, text, (time.monotonic() - began) * 1000)
    except (OSError, http_client.HTTPException) as error:
        return Reply(0, "", (time.monotonic() - began) * 1000, _why(error))
    finally:
        connection.close()


def load(requests, clients=8, timeout=5):
    """Sends (method, url, body) with `clients` connections that are kept alive; replies stand in the order of the requests.

    Once a request got no answer within `timeout`, none is begun any more: a service that hangs is known after one time-out.
    """
    requests = list(requests)
    replies = [None] * len(requests)
    order = iter(range(len(requests)))
    lock = threading.Lock()
    hung = threading.Event()

    def work():
        connection = None
        where = None
        while True:
            with lock:
                at = next(order, None)
            if at is None:
                break
            if hung.is_set():
                replies[at] = Reply(0, "", 0, "not sent, since another one timed out")
                continue
            method, url, body = requests[at]
            parts = urllib.parse.urlsplit(url)
            began = time.monotonic()
            fresh = connection is None or where != parts.netloc
            if fresh:
                if connection is not None:
                    connection.close()
                connection, where = _connect(parts, timeout), parts.netloc
            for again in (not fresh, False):
                try:
                    status, text, closing = _ask(connection, method, parts, body, None)
                    replies[at] = Reply(status, text, (time.monotonic() - began) * 1000)
                    if closing:
                        connection.close()
                        connection = None
                    break
                except (OSError, http_client.HTTPException) as error:
                    connection.close()
                    stale = isinstance(error, (http_client.RemoteDisconnected, ConnectionResetError, BrokenPipeError))
                    if again and stale:
                        # The service closed an idle connection, as it may; that is not a failed request.
                        connection = _connect(parts, timeout)
                        continue
                    connection = None
                    if isinstance(error, TimeoutError):
                        hung.set()
                    replies[at] = Reply(0, "", (time.monotonic() - began) * 1000, _why(error))
                    break
        if connection is not None:
            connection.close()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(min(clients, max(1, len(requests))))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return replies


def settle(fn, seconds=8, every=0.1):
    """Calls fn until it is truthy or the time is over; gives back its last value."""
    end = time.monotonic() + seconds
    while True:
        value = fn()
        if value or time.monotonic() >= end:
            return value
        time.sleep(every)
