"""Takes payments: checks them, authorises them, keeps the last of them."""
import secrets
import threading
from collections import OrderedDict

KEPT_IN_MEMORY = 5000


class Invalid(ValueError):
    """The payment cannot be taken as it is."""


class Payments:
    def __init__(self):
        self._lock = threading.Lock()
        self._recent = OrderedDict()

    def take(self, body):
        reference, amount = body.get("reference"), body.get("amount_cents")
        if not isinstance(reference, str) or not reference:
            raise Invalid("reference: a text is needed")
        if not isinstance(amount, int) or amount < 1:
            raise Invalid("amount_cents: a whole number above 0 is needed")
        with self._lock:
            payment = self._recent.get(reference)
            if payment is None:
                payment = {"reference": reference, "amount_cents": amount, "authorisation": secrets.token_hex(4).upper()}
                self._recent[reference] = payment
                while len(self._recent) > KEPT_IN_MEMORY:
                    self._recent.popitem(last=False)
        return payment

    def find(self, reference):
        with self._lock:
            return self._recent.get(reference)
