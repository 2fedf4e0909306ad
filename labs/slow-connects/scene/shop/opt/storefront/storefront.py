"""Customers who look at pages of the range. A page asks for the prices of all its articles at once."""
import asyncio
import logging
import random
import socket
import string
import sys
import time

API = ("{{ip_api}}", {{port}})
ARTICLES = {{articles}}
PAGE_EVERY_S = 0.8
TIMEOUT_S = 4
LATE_S = 0.5

log = logging.getLogger("storefront")


async def price(sku):
    """How long the connection took, and all of it, in seconds."""
    loop = asyncio.get_running_loop()
    began = time.monotonic()
    with socket.socket() as connection:
        connection.setblocking(False)
        await loop.sock_connect(connection, API)
        connected = time.monotonic()
        request = f"GET /v1/prices/{sku}?quantity={random.randint(1, 9)} HTTP/1.1\r\nHost: prices\r\nConnection: close\r\n\r\n"
        await loop.sock_sendall(connection, request.encode())
        answer = b""
        while part := await loop.sock_recv(connection, 4096):
            answer += part
    if not answer.startswith(b"HTTP/1.1 200"):
        raise OSError("no price")
    return connected - began, time.monotonic() - began


async def page():
    group = "".join(random.choices(string.ascii_uppercase, k=2))
    skus = [f"{group}-{random.randint(100_000, 999_999)}" for _ in range(ARTICLES)]
    calls = [asyncio.wait_for(price(sku), TIMEOUT_S) for sku in skus]
    results = await asyncio.gather(*calls, return_exceptions=True)
    times = [result for result in results if isinstance(result, tuple)]
    reasons = sorted({type(result).__name__ for result in results if not isinstance(result, tuple)})
    late = sum(total > LATE_S for _, total in times)
    if late or reasons:
        connect = max((connected for connected, _ in times), default=0)
        total = max((total for _, total in times), default=0)
        log.warning(
            "page %s: %d prices, %d late, %d missing %s; slowest connection %.2fs, slowest price %.2fs",
            group, len(skus), late, len(skus) - len(times), ",".join(reasons), connect, total,
        )


async def main():
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(message)s")
    log.info("prices come from %s:%d, a new connection for each", *API)
    pages = set()
    while True:
        task = asyncio.create_task(page())
        pages.add(task)
        task.add_done_callback(pages.discard)
        await asyncio.sleep(PAGE_EVERY_S)


asyncio.run(main())
