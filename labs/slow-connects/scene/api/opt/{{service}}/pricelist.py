"""What an article costs. The price of an article follows from its number and the key of the current list."""
import hashlib


class PriceList:
    def __init__(self, settings):
        self.key = settings["list"]
        self.currency = settings["currency"]
        self.factor = 100 + settings["markup_percent"]

    def price(self, sku, quantity):
        """The price of `quantity` pieces, rounded half up to whole cents."""
        unit = 199 + int(hashlib.sha256(f"{self.key}:{sku}".encode()).hexdigest()[:12], 16) % 90_000
        return {
            "sku": sku,
            "quantity": quantity,
            "unit_cents": unit,
            "total_cents": (unit * quantity * self.factor + 50) // 100,
            "currency": self.currency,
        }
