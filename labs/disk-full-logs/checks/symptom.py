"""Met when an order is refused with 500."""
from probe import *

order = {"reference": nonce(12), "items": [{"sku": "S-" + nonce(6), "name": "Gift card", "quantity": 1, "unit_price_cents": 2500}]}
reply = http("POST", f"http://{params['ip_web']}/orders", order)
if reply.status == 500:
    met("An order was answered with 500.")
if reply.status == 201:
    not_met("An order was accepted.")
raise RuntimeError(f"neither accepted nor refused: {reply.status} {reply.error}")
