"""The stock service's client. Any call takes up to 50 articles, and needs a token for its scope."""
import http.client
import json
import threading
import time
import urllib.parse

# A token is renewed so long before its end.
MARGIN_S = 5


class StockError(Exception):
    pass


class Stock:
    def __init__(self, url, client, key, timeout_s):
        self.address = urllib.parse.urlsplit(url).netloc
        self.client = client
        self.key = key
        self.timeout_s = timeout_s
        self.tokens = {}
        # Calls of the request that a thread is at.
        self.done = threading.local()

    def prices(self, skus):
        """Prices in cents, by article; articles that are not sold are left out."""
        return self.get("/v1/prices", {"skus": ",".join(skus)})

    def delivery_days(self, skus, region):
        """Days until the delivery into a region, by article."""
        return self.get("/v1/delivery", {"skus": ",".join(skus), "region": region})

    def get(self, path, query):
        target = f"{path}?{urllib.parse.urlencode(query, safe=',')}"
        scope = path.rpartition("/")[2]
        status, answer = self.ask("GET", target, token=self.token(scope))
        if status == 401:
            # Tokens may be taken back before their end.
            self.tokens.pop(scope, None)
            status, answer = self.ask("GET", target, token=self.token(scope))
        if status != 200:
            raise StockError(f"{path}: {status}")
        return answer

    def token(self, scope):
        token, end = self.tokens.get(scope, (None, 0))
        if time.monotonic() >= end:
            status, answer = self.ask("POST", "/v1/tokens", {"client": self.client, "key": self.key, "scope": scope})
            if status != 200:
                raise StockError(f"no token for {scope}: {status}")
            token = answer["token"]
            self.tokens[scope] = token, time.monotonic() + answer["expires_in"] - MARGIN_S
        return token

    def ask(self, method, target, body=None, token=None):
        began = time.monotonic()
        connection = http.client.HTTPConnection(self.address, timeout=self.timeout_s)
        try:
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            connection.request(method, target, json.dumps(body) if body else None, headers)
            response = connection.getresponse()
            return response.status, json.load(response)
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise StockError(f"{target.partition('?')[0]}: {error}") from error
        finally:
            connection.close()
            self.count(time.monotonic() - began)

    def start_count(self):
        self.done.calls, self.done.seconds = 0, 0.0

    def count(self, seconds):
        self.done.calls += 1
        self.done.seconds += seconds
