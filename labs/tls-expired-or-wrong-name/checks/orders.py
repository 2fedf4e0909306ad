"""Places random orders at the shop and compares each payment with what the payments API itself says of it."""
from probe import *

shop = f"http://{params['ip_shop']}:{params['shop_port']}"
# This probe shares the network of the payments machine.
api = f"http://127.0.0.1:{params['port']}"
count = int(args["count"])
settle(lambda: http("GET", f"{shop}/healthz", timeout=2).status == 200, 6)
for n in range(1, count + 1):
    order = {"reference": "c-" + nonce(14), "amount_cents": random.randint(100, 90_000)}
    reply = http("POST", f"{shop}/orders", order, timeout=8)
    if reply.status != 201:
        not_met(f"Order {n} of {count} was answered with {reply.status}." if reply.status else f"Order {n} got no answer: {reply.error}.")
    answer, payment = reply.json(), http("GET", f"{api}/payments/{order['reference']}")
    if payment.status not in (200, 404):
        raise RuntimeError(f"the payments API: {payment.status} {payment.error}")
    taken = payment.json() if payment.status == 200 else {}
    if not isinstance(answer, dict) or not taken.get("authorisation") or answer.get("authorisation") != taken["authorisation"]:
        not_met(f"Order {n} of {count} was answered with 201, but the payments API knows nothing of such a payment.")
    if taken["amount_cents"] != order["amount_cents"]:
        not_met(f"Order {n} of {count} was paid with another amount.")
met(f"{count} of {count} orders were paid.")
