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
        status, body = self.get(f"/v1/articles/{sku}")
        if status == 404:
            raise UnknownSku(sku)
        if status != 200:
            raise CatalogError(f"status {status}")
        return json.loads(body)["unit_cents"]

    def get(self, path):
        connection = self.pool.acquire()
        try:
            reply = connection.get(path)
        except CLOSED_MEANWHILE:
            self.pool.discard(connection)
            return self.get_anew(path)
        except BaseException:
            self.pool.discard(connection)
            raise
        self.pool.release(connection)
        return reply

    def get_anew(self, path):
        connection = self.pool.connect()
        try:
            return connection.get(path)
        finally:
            self.pool.discard(connection)
