"""The shop's side: the tills of all stores, and customers on the web."""
import asyncio
import pathlib
import random
import string

CATALOG = ("127.0.0.1", {{catalog_port}})
WEB = ("{{ip_web}}", 80)
PRICES = ("{{ip_web}}", {{port}})
# tills.toml: count = <number>
COUNT = int(pathlib.Path(__file__).with_name("tills.toml").read_text().split("=")[1])
QUOTES_PER_S = 4


def request(path):
    return f"GET {path} HTTP/1.1\r\nHost: {WEB[0]}\r\nConnection: close\r\n\r\n".encode()


async def follow(name):
    """One stream from start to end; whether there was one."""
    reader, writer = await asyncio.open_connection(*PRICES)
    try:
        writer.write(request(f"/v1/changes?till={name}"))
        if b" 200 " not in await reader.readline():
            return False
        while await reader.read(4096):
            pass
        return True
    finally:
        writer.close()


async def till(number):
    """Follows the prices for as long as it is there. Comes back soon when its stream ended, less and less often while it is refused."""
    name = f"{number // 7 + 11:02}-{number % 7 + 1}"
    refused = 0
    while True:
        # All tills at once would be in each other's way.
        await asyncio.sleep(min(4, 0.4 * 2**refused) * random.uniform(0.6 if refused else 0, 1))
        try:
            refused = 0 if await follow(name) else min(refused + 1, 4)
        except OSError:
            refused = 0


async def customers():
    """People who look at articles, some of which were dropped from the range."""
    await asyncio.sleep(3)
    while True:
        await asyncio.sleep(1 / QUOTES_PER_S)
        sku = "".join(random.choices(string.ascii_uppercase, k=2)) + f"-{random.randint(100_000, 999_999)}"
        try:
            reader, writer = await asyncio.open_connection(*WEB)
            writer.write(request(f"/v1/quotes/{sku}?quantity={random.randint(1, 9)}"))
            await asyncio.wait_for(reader.read(), 5)
            writer.close()
        except (OSError, TimeoutError):
            pass


async def main():
    while True:
        try:
            (await asyncio.open_connection(*CATALOG))[1].close()
            break
        except OSError:
            await asyncio.sleep(0.05)
    await asyncio.gather(customers(), *(till(number) for number in range(COUNT)))


asyncio.run(main())
