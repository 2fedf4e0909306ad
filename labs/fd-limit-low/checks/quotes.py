"""Asks for quotes of random articles and verifies every answer, once the tills that lost their stream have had time to come back."""
from probe import *

SETTLED_S = 1.6
base = f"http://{params['ip_web']}"


def expected(sku, quantity):
    """The total in cents, or None for an article that the catalog does not have."""
    number = int(hashlib.sha256(f"{params['seed']}:{sku}".encode()).hexdigest()[:12], 16)
    if number % 5 < 2:
        return None
    return ((250 + number // 5 % 80_000) * quantity * (100 + int(params["markup"])) + 50) // 100


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


def open_streams():
    return len(http("GET", f"http://{params['ip_web']}:{params['port']}/v1/streams", timeout=2).text.splitlines())


settle(lambda: http("GET", f"{base}/healthz", timeout=2).status not in (0, 502), 6)
# What the service says of itself only decides how long to wait.
last, since, end = open_streams(), time.monotonic(), time.monotonic() + 7
while time.monotonic() < min(end, since + SETTLED_S):
    time.sleep(0.2)
    now = open_streams()
    if now != last:
        last, since = now, time.monotonic()

count = int(args["count"])
asked = [(f"{random.choice('ABCDEFGHKLMNPRSTUVWXYZ')}{nonce(1)}-{nonce(9)}".upper(), random.randint(1, 40)) for _ in range(count)]
replies = load([("GET", f"{base}/v1/quotes/{sku}?quantity={quantity}", None) for sku, quantity in asked], clients=4, timeout=6)
for at, ((sku, quantity), reply) in enumerate(zip(asked, replies), 1):
    wrong = problem(sku, quantity, reply)
    if wrong:
        not_met(f"Request {at} of {count}, {wrong}.")
met(f"{count} of {count} quotes were right.")
