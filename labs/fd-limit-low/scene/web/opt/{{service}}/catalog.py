"""Client of the catalog's API: one short connection per question."""
import asyncio
import json


class UnknownSku(Exception):
    pass


class CatalogError(Exception):
    pass


class Catalog:
    def __init__(self, host, port, timeout_s, connections):
        self.host = host
        self.port = port
        self.timeout_s = timeout_s
        self.turns = asyncio.Semaphore(connections)

    async def unit_cents(self, sku):
        status, article = await self.get(f"/v1/articles/{sku}")
        if status == 404:
            raise UnknownSku(sku)
        return self.expect_ok(status, article)["unit_cents"]

    async def changes(self, after):
        """The changes of prices that came after number `after`, oldest first, and the number of the last one."""
        answer = self.expect_ok(*await self.get(f"/v1/changes?after={after}"))
        return answer["changes"], answer["last"]

    @staticmethod
    def expect_ok(status, answer):
        if status != 200:
            raise CatalogError(f"status {status}")
        return answer

    async def get(self, path):
        async with self.turns, asyncio.timeout(self.timeout_s):
            reader, writer = await asyncio.open_connection(self.host, self.port)
            try:
                writer.write(f"GET {path} HTTP/1.0\r\nHost: {self.host}\r\nAccept: application/json\r\n\r\n".encode())
                head, _, body = (await reader.read()).partition(b"\r\n\r\n")
            finally:
                writer.close()
        if not head:
            raise CatalogError("no answer")
        return int(head.split(None, 2)[1]), json.loads(body)
