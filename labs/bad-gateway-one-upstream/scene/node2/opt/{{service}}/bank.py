"""Client of the connector to the bank."""
import http.client
import json
from urllib.parse import urlsplit


class BankError(Exception):
    pass


class Bank:
    def __init__(self, url, timeout_s, terminal):
        self.address = urlsplit(url).netloc
        self.timeout_s = timeout_s
        self.terminal = terminal

    def charge(self, reference, amount_cents, card):
        """Charges a card and returns the bank's authorisation. To charge twice is to take the money twice."""
        body = {"reference": reference, "amount_cents": amount_cents, "card": card, "terminal": self.terminal}
        connection = http.client.HTTPConnection(self.address, timeout=self.timeout_s)
        try:
            connection.request("POST", "/charges", json.dumps(body), {"Content-Type": "application/json"})
            reply = connection.getresponse()
            answer = json.loads(reply.read())
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise BankError(str(error)) from error
        finally:
            connection.close()
        if reply.status != 201:
            raise BankError(f"status {reply.status}")
        return answer["authorisation"]
