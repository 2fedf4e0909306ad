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
        """Gives back how many refunds were paid."""
        cursor = self.store.connection.cursor()
        refunds = self.store.open_refunds(cursor, self.batch)
        if not refunds:
            return 0
        began = time.monotonic()
        results = self.bank.pay(refunds)
        log.info("%d refunds, answered by the bank after %.2f s", len(refunds), time.monotonic() - began)
        paid = [refund for refund in refunds if results[refund.reference] == "paid"]
        for refund in refunds:
            if refund not in paid:
                self.store.mark(cursor, refund, "refused", results[refund.reference])
        self.store.book(cursor, -sum(refund.cents for refund in paid))
        if not paid:
            log.warning("the bank paid none of %d refunds", len(refunds))
            return 0
        for refund in paid:
            self.store.mark(cursor, refund, "paid")
        self.store.connection.commit()
        return len(paid)
