"""Client of the catalog's API."""
import http.client
import json

# The other side closed between two requests, just before ours arrived.
CLOSED_MEANWHILE = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)


class UnknownSku(Exception):
    pass


class CatalogError(Exception):
    pass


class Catalog:
    def __init__(self, pool):
        self.pool = pool

    def unit_cents(self, sku):
        path = f"/v1/articles/{sku}"
        connection = self.pool.acquire()
        try:
            status, body = connection.get(path)
        except CLOSED_MEANWHILE:
            self.pool.discard(connection)
            connection = self.pool.connect()
            status, body = connection.get(path)
        if status == 404:
            raise UnknownSku(sku)
        if status != 200:
            raise CatalogError(f"status {status}")
        unit = json.loads(body)["unit_cents"]
        self.pool.release(connection)
        return unit
