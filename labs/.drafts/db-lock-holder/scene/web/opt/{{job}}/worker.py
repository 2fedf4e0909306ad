"""One run of the worker: what is open is paid, marked, and taken from the day's takings."""
import logging
import time

log = logging.getLogger("{{job}}.worker")


class Worker:
    def __init__(self, store, bank, batch):
        self.store = store
        self.bank = bank
        self.batch = batch

    def run(self):
        """Gives back how many refunds were handled."""
        with self.store.connection, self.store.connection.cursor() as cursor:
            refunds = self.store.open_refunds(cursor, self.batch)
        if not refunds:
            return 0
        began = time.monotonic()
        results = self.bank.pay(refunds)
        log.info("%d refunds, answered by the bank after %.2f s", len(refunds), time.monotonic() - began)
        with self.store.connection, self.store.connection.cursor() as cursor:
            self.write_down(cursor, refunds, results)
        return len(refunds)

    def write_down(self, cursor, refunds, results):
        for refund in refunds:
            if results[refund.reference] == "paid":
                self.store.mark(cursor, refund, "paid")
                self.store.book(cursor, -refund.cents)
            else:
                self.store.mark(cursor, refund, "refused", results[refund.reference])
