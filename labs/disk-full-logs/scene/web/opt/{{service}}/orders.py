"""Takes orders: validates them, adds up the total, writes the audit record."""
import secrets
import threading
import time
from collections import OrderedDict

KEPT_IN_MEMORY = 2000


class Invalid(ValueError):
    """The order cannot be accepted as it is."""


class Orders:
    def __init__(self, audit):
        self._audit = audit
        self._lock = threading.Lock()
        self._recent = OrderedDict()

    def place(self, body):
        items = body.get("items")
        if not isinstance(items, list) or not items:
            raise Invalid("items: at least one is needed")
        order = {
            "order": "ord_" + secrets.token_hex(8),
            "reference": str(body.get("reference", "")),
            "customer": str(body.get("customer", "")),
            "total_cents": sum(line_total(item) for item in items),
            "lines": len(items),
        }
        placed = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        self._audit.append({"at": placed, "event": "order.placed", **order, "items": items})
        with self._lock:
            self._recent[order["order"]] = order
            while len(self._recent) > KEPT_IN_MEMORY:
                self._recent.popitem(last=False)
        return order

    def find(self, number):
        with self._lock:
            return self._recent.get(number)


def line_total(item):
    try:
        quantity, price = int(item["quantity"]), int(item["unit_price_cents"])
    except (KeyError, TypeError, ValueError):
        raise Invalid("items: quantity and unit_price_cents must be whole numbers") from None
    if quantity < 1 or price < 0:
        raise Invalid("items: quantity must be 1 or more, unit_price_cents 0 or more")
    return quantity * price
