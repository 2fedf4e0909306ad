"""Asks for random products through the shop and compares with what the host that owns the name says itself."""
from probe import *

SLOW_MS = 1000
COUNT = 8
base = f"http://{params['ip_web']}"
source = f"http://{args['from']}:{params['backend_port']}"


def page():
    """None when a product page is right and quick, else what is wrong with it."""
    sku = "K-" + nonce(10)
    truth = http("GET", f"{source}/stock/{sku}")
    if truth.status != 200:
        raise RuntimeError(f"the stock service itself answered {truth.status} {truth.error}")
    reply = http("GET", f"{base}/products/{sku}", timeout=6)
    if reply.status != 200:
        return f"was answered with {reply.status} after {reply.ms / 1000:.1f} s" if reply.status else f"got no answer: {reply.error}"
    answer = reply.json()
    if not isinstance(answer, dict) or answer.get("sku") != sku or "available" not in answer:
        return "came with something else than that product"
    wanted = truth.json()
    if (answer["available"], answer.get("warehouse")) != (wanted["quantity"], wanted["warehouse"]):
        return f"showed the stock of {answer.get('warehouse')}, while the name stands for {wanted['warehouse']}"
    if reply.ms > SLOW_MS:
        return f"took {reply.ms / 1000:.1f} s"
    return None


# A record that has just moved may be known for a moment longer, for example to a local cache.
settle(lambda: page() is None, 3)
for n in range(COUNT):
    problem = page()
    if problem:
        not_met(f"Product page {n + 1} of {COUNT} {problem}.")
met(f"{COUNT} of {COUNT} product pages were right, each within a second.")
