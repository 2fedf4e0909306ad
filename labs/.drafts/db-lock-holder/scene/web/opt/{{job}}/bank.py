"""The bank's interface for refunds. It pays a reference once, however often it is asked, and answers the same again."""
import json
import urllib.error
import urllib.request


class BankError(Exception):
    pass


class Bank:
    def __init__(self, url, timeout_s):
        self.url = url
        self.timeout_s = timeout_s

    def pay(self, refunds):
        """What became of each refund, by its reference: "paid", or the reason why it was refused."""
        body = json.dumps([{"reference": refund.reference, "cents": refund.cents, "account": refund.account} for refund in refunds])
        request = urllib.request.Request(self.url, body.encode(), {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=self.timeout_s) as reply:
                return {answer["reference"]: answer["result"] for answer in json.load(reply)}
        except (urllib.error.URLError, OSError, ValueError, KeyError) as error:
            raise BankError(str(error)) from error
