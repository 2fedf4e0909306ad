"""Client of the payments API."""
import json
import ssl
import urllib.error
import urllib.request


class PaymentError(Exception):
    pass


class PaymentClient:
    def __init__(self, url, ca_file, timeout_s):
        self.url = url
        self.timeout_s = timeout_s
        self.context = ssl.create_default_context(cafile=ca_file)

    def pay(self, reference, amount_cents):
        """Pays, and returns the authorisation; a new connection each time."""
        body = json.dumps({"reference": reference, "amount_cents": amount_cents}).encode()
        request = urllib.request.Request(f"{self.url}/payments", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=self.timeout_s, context=self.context) as reply:
                return json.load(reply)["authorisation"]
        except (OSError, ValueError, KeyError) as error:
            raise PaymentError(str(getattr(error, "reason", error))) from error
