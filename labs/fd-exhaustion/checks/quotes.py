"""Asks for quotes of random articles and verifies every answer.

Two of five articles are not in the catalog; with `unknown` none is.
"""
from probe import *

BATCH = 60
base = f"http://{params['ip_web']}"


def make_request():
    while True:
        sku = f"{random.choice('ABCDEFGHKLMNPRSTUVWXYZ')}{nonce(1)}-{nonce(9)}".upper()
        if not args.get("unknown") or expected(sku, 1) is None:
            return sku, random.randint(1, 40)


def expected(sku, quantity):
    """The total in cents, or None for an article that the catalog does not have."""
    number = int(hashlib.sha256(f"{params['seed']}:{sku}".encode()).hexdigest()[:12], 16)
    if number % 5 < 2:
        return None
    unit = 250 + number // 5 % 80_000
    return (unit * quantity * (100 + int(params["markup"])) + 50) // 100


def problem(sku, quantity, reply):
    total = expected(sku, quantity)
    if not reply.status:
        return f"got no answer ({reply.error})"
    if reply.status != (404 if total is None else 200):
        known = "an unknown article" if total is None else "an article of the catalog"
        return f"for {known}, was answered with {reply.status}"
    answer = reply.json()
    if total is not None and (not isinstance(answer, dict) or answer.get("total_cents") != total or answer.get("sku") != sku):
        return "was answered with 200, but not with that article's price"
    return None


settle(lambda: http("GET", f"{base}/healthz", timeout=2).status not in (0, 502), 6)
count, done = int(args["count"]), 0
while done < count:
    batch = [make_request() for _ in range(min(BATCH, count - done))]
    urls = [("GET", f"{base}/v1/quotes/{sku}?quantity={quantity}", None) for sku, quantity in batch]
    replies = load(urls, clients=int(args["clients"]), timeout=6)
    for at, ((sku, quantity), reply) in enumerate(zip(batch, replies), done + 1):
        wrong = problem(sku, quantity, reply)
        if wrong:
            not_met(f"Request {at} of {count}, {wrong}.")
    done += len(batch)
met(f"{count} of {count} quotes were right.")
