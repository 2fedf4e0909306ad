"""The HTTP side: quotes, the tills' streams, GET /healthz, GET /metrics."""
import asyncio
import http
import json
import logging
import os
import pathlib
import resource
from urllib.parse import parse_qs, unquote, urlsplit

from catalog import UnknownSku
from streams import Stream

VERSION = pathlib.Path(__file__).with_name("VERSION").read_text(encoding="ascii").strip()
ACCEPT_PAUSE_S = 0.02
REQUEST_S = 10

log = logging.getLogger("{{service}}.api")


class Api:
    def __init__(self, quotes, streams):
        self.quotes = quotes
        self.streams = streams
        self.counts = {"requests": 0, "errors": 0}
        self.tasks = set()

    async def serve(self, listener):
        loop = asyncio.get_running_loop()
        while True:
            try:
                connection, address = await loop.sock_accept(listener)
            except OSError as error:
                log.error("accept failed: %s", error)
                await asyncio.sleep(ACCEPT_PAUSE_S)
                continue
            task = asyncio.create_task(self.handle(connection, f"{address[0]}:{address[1]}"))
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)

    async def handle(self, connection, address):
        reader, writer = await asyncio.open_connection(sock=connection)
        try:
            async with asyncio.timeout(REQUEST_S):
                head = await reader.readuntil(b"\r\n\r\n")
            target = head.decode("latin-1").split(" ", 2)[1]
            await self.route(urlsplit(target), address, reader, writer)
            await writer.drain()
        except (ConnectionError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, IndexError) as error:
            log.debug("request from %s: %r", address, error)
        finally:
            writer.close()

    async def route(self, url, address, reader, writer):
        query = parse_qs(url.query)
        if url.path == "/healthz":
            answer(writer, 200, {"status": "ok", "version": VERSION})
        elif url.path == "/metrics":
            reply(writer, 200, "text/plain", self.metrics())
        elif url.path == "/v1/streams":
            lines = [json.dumps(stream.describe()) + "\n" for stream in self.streams.open.values()]
            reply(writer, 200, "application/x-ndjson", "".join(lines))
        elif url.path == "/v1/changes":
            await self.stream(query.get("till", [""])[0], address, reader, writer)
        elif url.path.startswith("/v1/quotes/"):
            await self.quote(unquote(url.path.removeprefix("/v1/quotes/")), query, writer)
        else:
            answer(writer, 404, {"error": "not found"})

    async def quote(self, sku, query, writer):
        self.counts["requests"] += 1
        try:
            quantity = int(query.get("quantity", ["1"])[0])
        except ValueError:
            return answer(writer, 400, {"error": "quantity is a whole number"})
        try:
            answer(writer, 200, await self.quotes.quote(sku, quantity))
        except UnknownSku:
            answer(writer, 404, {"error": "unknown sku"})
        except Exception as error:
            self.counts["errors"] += 1
            log.error("quote for %s failed: %s", sku, error)
            answer(writer, 503, {"error": "no price at the moment"})

    async def stream(self, till, address, reader, writer):
        self.counts["requests"] += 1
        if not till:
            return answer(writer, 400, {"error": "till is missing"})
        if not self.streams.enter():
            return answer(writer, 503, {"error": "too many streams"})
        try:
            try:
                # A till that starts must not begin with prices that the catalog has changed meanwhile.
                _, last = await self.quotes.catalog.changes(self.streams.last)
            except Exception as error:
                self.counts["errors"] += 1
                log.error("stream of till %s failed: %s", till, error)
                return answer(writer, 503, {"error": "no price at the moment"})
            log.debug("till %s follows from %d on", till, last)
            writer.write(head_of(200, "text/event-stream", {"Cache-Control": "no-store"}))
            await self.streams.follow(Stream(till, address, writer), reader)
        finally:
            self.streams.leave()

    def metrics(self):
        lines = [f"{name}_total {count}" for name, count in self.counts.items()]
        lines += [f"streams_open {len(self.streams.open)}", f"changes_sent_total {self.streams.sent}"]
        lines.append(f"process_max_fds {resource.getrlimit(resource.RLIMIT_NOFILE)[0]}")
        try:
            lines.append(f"process_open_fds {len(os.listdir('/proc/self/fd'))}")
        except OSError as error:
            log.warning("open files can't be counted: %s", error)
        return "\n".join(lines) + "\n"


def head_of(status, content_type, more):
    fields = {"Server": f"{{service}}/{VERSION}", "Content-Type": content_type, "Connection": "close", **more}
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} {http.HTTPStatus(status).phrase}\r\n{lines}\r\n".encode()


def answer(writer, status, body):
    reply(writer, status, "application/json", json.dumps(body) + "\n")


def reply(writer, status, content_type, text):
    data = text.encode()
    writer.write(head_of(status, content_type, {"Content-Length": len(data)}) + data)
