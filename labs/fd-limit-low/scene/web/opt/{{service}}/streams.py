"""The tills that follow the prices: each holds one stream, and gets every change while it is open."""
import asyncio
import json
import logging
import time

POLL_S = 1.0
# A till that takes nothing for so long that this much waits for it is given up.
MAX_WAITING_BYTES = 256 * 1024

log = logging.getLogger("{{service}}.streams")


class Stream:
    def __init__(self, till, address, writer):
        self.till = till
        self.address = address
        self.writer = writer
        self.since = self.last_event = time.monotonic()

    def send(self, event, data):
        self.writer.write(f"event: {event}\ndata: {json.dumps(data)}\n\n".encode())
        self.last_event = time.monotonic()

    def stuck(self):
        return self.writer.transport.get_write_buffer_size() > MAX_WAITING_BYTES

    def end(self):
        self.writer.transport.abort()

    def describe(self):
        now = time.monotonic()
        return {
            "till": self.till,
            "address": self.address,
            "open_s": int(now - self.since),
            "last_event_s": int(now - self.last_event),
        }


class Streams:
    def __init__(self, max_open, keep_s):
        self.max_open = max_open
        self.keep_s = keep_s
        self.open = {}
        self.taken = 0
        self.last = 0
        self.sent = 0

    def enter(self):
        """Takes a place for a stream that is about to open; whether there was one."""
        if self.max_open and self.taken >= self.max_open:
            return False
        self.taken += 1
        return True

    def leave(self):
        self.taken -= 1

    async def follow(self, stream, reader):
        """Keeps the stream until the till ends it. A till sends nothing after its request."""
        self.open[id(stream)] = stream
        try:
            stream.send("state", {"till": stream.till, "last": self.last})
            async with asyncio.timeout(self.keep_s or None):
                while await reader.read(1024):
                    pass
        except TimeoutError:
            log.debug("stream of till %s ended after %s s", stream.till, self.keep_s)
        finally:
            del self.open[id(stream)]

    def publish(self, change):
        for stream in list(self.open.values()):
            if stream.stuck():
                stream.end()
            else:
                stream.send("change", change)
                self.sent += 1


async def follow_changes(catalog, quotes, streams):
    """Asks the catalog for changes of prices, and hands them on to the tills."""
    first = True
    while True:
        try:
            changes, streams.last = await catalog.changes(streams.last)
        except Exception as error:
            log.warning("changes of prices: %s", error)
        else:
            for change in [] if first else changes:
                streams.publish({**change, "shelf_cents": quotes.total_cents(change["unit_cents"], 1)})
            first = False
        await asyncio.sleep(POLL_S)
