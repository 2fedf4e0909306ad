"""One run of the worker: what is open is taken from the day's takings, paid and marked, all of it or nothing."""
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
            self.store.book(cursor, -sum(refund.cents for refund in refunds))
            began = time.monotonic()
            results = self.bank.pay(refunds)
            log.info("%d refunds, answered by the bank after %.2f s", len(refunds), time.monotonic() - began)
            refused = [refund for refund in refunds if results[refund.reference] != "paid"]
            if refused:
                self.store.book(cursor, sum(refund.cents for refund in refused))
            for refund in refunds:
                if refund in refused:
                    self.store.mark(cursor, refund, "refused", results[refund.reference])
                else:
                    self.store.mark(cursor, refund, "paid")
        return len(refunds)
