"""The name of the payments API now leads to a server of somebody else: nothing may be paid there, or past the name."""
from probe import *

shop = f"http://{params['ip_shop']}:{params['shop_port']}"
stranger = f"http://{params['ip_ca']}"
for _ in range(2):
    reference = "c-" + nonce(14)
    reply = http("POST", f"{shop}/orders", {"reference": reference, "amount_cents": random.randint(100, 90_000)}, timeout=8)
    seen = http("GET", f"{stranger}/seen/{reference}")
    if seen.status != 200:
        raise RuntimeError(f"the stranger: {seen.status} {seen.error}")
    if seen.json()["seen"]:
        not_met("When the name led to a server with a certificate of somebody else, the shop sent a payment there.")
    if reply.status == 201:
        not_met("When the name led to another server, the shop paid at an address that the name does not have.")
    if not reply.status:
        not_met(f"When the name led to a server of somebody else, the shop gave no answer: {reply.error}.")
met("The shop paid nothing at a server with a certificate of somebody else.")
