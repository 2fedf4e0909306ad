"""What a basket costs, and when it comes."""
import logging
import threading
import time

log = logging.getLogger("{{service}}.basket")


class Refused(Exception):
    """A basket that cannot be answered; `status` is the one of the answer."""

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


class Baskets:
    def __init__(self, stock):
        self.stock = stock
        self.lock = threading.Lock()
        self.answered = 0
        self.calls = 0
        self.seconds = 0.0

    def answer(self, skus, postcode):
        began = time.monotonic()
        self.stock.start_count()
        # The stock service's regions are the first two digits of a postcode.
        region = postcode[:2]
        prices = self.stock.prices(skus)
        unknown = [sku for sku in skus if sku not in prices]
        if unknown:
            raise Refused(404, f"unknown sku: {unknown[0]}")
        days = self.stock.delivery_days(skus, region)
        items = [{"sku": sku, "cents": prices[sku], "delivery_days": days[sku]} for sku in skus]
        self.note(len(items), time.monotonic() - began)
        return {"items": items, "total_cents": sum(item["cents"] for item in items)}

    def note(self, items, seconds):
        done = self.stock.done
        with self.lock:
            self.answered += 1
            self.calls += done.calls
            self.seconds += seconds
        log.info("basket of %d items: %d calls, %.2f s of %.2f s in calls", items, done.calls, done.seconds, seconds)
