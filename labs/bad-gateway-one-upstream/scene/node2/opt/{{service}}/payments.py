"""What the service does: POST /payments, GET /healthz, GET /metrics."""
import json
import logging
import secrets
import time

import receipts
from bank import BankError
from http1 import Answer

log = logging.getLogger("{{service}}")


class Payments:
    def __init__(self, bank, languages, version):
        self.bank = bank
        self.languages = languages
        self.version = version
        self.counts = {}

    def handle(self, request):
        path = request.path.partition("?")[0]
        if path == "/healthz":
            return Answer(200, {"status": "ok", "version": self.version, "terminal": self.bank.terminal})
        if path == "/metrics":
            return Answer(200, "".join(f"{name}_total {count}\n" for name, count in sorted(self.counts.items())))
        if path == "/payments" and request.method == "POST":
            return self.pay(request)
        return Answer(404, {"error": "not found"})

    def pay(self, request):
        began = time.monotonic()
        try:
            body = json.loads(request.body)
            reference, amount, card = str(body["reference"]), int(body["amount_cents"]), str(body["card"])
        except (KeyError, TypeError, ValueError):
            return Answer(422, {"error": "reference, amount_cents and card are needed"})
        if amount < 1:
            return Answer(422, {"error": "amount_cents must be 1 or more"})
        try:
            authorisation = self.bank.charge(reference, amount, card)
        except BankError as error:
            log.error("payment %s: the bank did not charge: %s", reference, error)
            return Answer(503, {"error": "the bank does not answer"})
        log.info("payment %s charged %d in %.0fms", reference, amount, (time.monotonic() - began) * 1000)
        return Answer(201, {
            "payment": "pay_" + secrets.token_hex(6),
            "reference": reference,
            "amount_cents": amount,
            "authorisation": authorisation,
            "terminal": self.bank.terminal,
        })

    def dress(self, request, answer):
        """Adds the receipt's sentence, in the customer's language where that is on."""
        if answer.status == 201:
            header = request.headers.get("accept-language", "") if self.languages else ""
            language, answer.body["receipt"] = receipts.sentence(answer.body["amount_cents"], header)
            answer.headers["Content-Language"] = language
