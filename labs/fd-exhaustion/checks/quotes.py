"""Asks for quotes of random articles and verifies every answer.

Two of five articles are not in the catalog; with `kind` only such are asked for, or only such as the catalog fails for.

`at_once`: so many more are asked for at the same moment. They are articles of partners, for which the catalog takes half a second, so
that all of them are under way together however slow the machine is.

`growth`: what the service says of itself is read before and after. It has to count every question, and may hold so many connections
more than before. Descriptors alone don't tell: a connection can be closed and be kept nevertheless.
"""
from probe import *

BATCH = 60
COUNTERS = ["requests_total", "errors_total", "catalog_connections_idle", "catalog_connections_leased"]
# Longer numbers are those of partners.
LONGEST_OWN = 12
FAILING = "an article that the catalog fails for"
base = f"http://{params['ip_web']}"


def right_answer(sku, quantity):
    """The status, the total in cents where there is one, and what kind of article it is."""
    number = int(hashlib.sha256(f"{params['seed']}:{sku}".encode()).hexdigest()[:12], 16)
    if len(sku) > LONGEST_OWN and number % 5 == 0:
        return 503, None, FAILING
    if number % 5 < 2:
        return 404, None, "an unknown article"
    unit = 250 + number // 5 % 80_000
    return 200, (unit * quantity * (100 + int(params["markup"])) + 50) // 100, "an article of the catalog"


def make_request(digits, wanted):
    while True:
        sku = f"{random.choice('ABCDEFGHKLMNPRSTUVWXYZ')}{nonce(1)}-{nonce(digits)}".upper()
        if wanted(right_answer(sku, 1)[0]):
            return sku, random.randint(1, 40)


def problem(sku, quantity, reply):
    status, total, article = right_answer(sku, quantity)
    if not reply.status:
        return f"got no answer ({reply.error})"
    if reply.status != status:
        return f"for {article}, was answered with {reply.status}"
    answer = reply.json()
    if total is not None and (not isinstance(answer, dict) or answer.get("total_cents") != total or answer.get("sku") != sku):
        return "was answered with 200, but not with that article's price"
    return None


def ask(asked, clients, name):
    """Asks for (sku, quantity); `name` says of a number which request it was."""
    urls = [("GET", f"{base}/v1/quotes/{sku}?quantity={quantity}", None) for sku, quantity in asked]
    for at, ((sku, quantity), reply) in enumerate(zip(asked, load(urls, clients=clients, timeout=6)), 1):
        wrong = problem(sku, quantity, reply)
        if wrong:
            not_met(f"{name(at)}, {wrong}.")


def counters():
    reply = http("GET", f"{base}/metrics")
    found = {name: int(value) for name, value in re.findall(r"^(\w+) (\d+)$", reply.text, re.MULTILINE)}
    for name in COUNTERS:
        if name not in found:
            not_met(f"/metrics was answered with {reply.status or reply.error}, without {name}.")
    return found


settle(lambda: http("GET", f"{base}/healthz", timeout=2).status not in (0, 502), 6)
before = counters() if "growth" in args else None
count, at_once, done = int(args["count"]), int(args.get("at_once", 0)), 0
kind = args.get("kind")
if kind == "failing":
    digits, wanted = 13, lambda status: status == 503
else:
    digits, wanted = 9, lambda status: status == 404 or kind != "unknown"
while done < count:
    batch = [make_request(digits, wanted) for _ in range(min(BATCH, count - done))]
    ask(batch, int(args["clients"]), lambda at: f"Request {done + at} of {count}")
    done += len(batch)
if at_once:
    crowd = [make_request(13, lambda status: status != 503) for _ in range(at_once)]
    ask(crowd, at_once, lambda at: f"Request {at} of {at_once} at the same moment")
if before:
    after = counters()
    counted = after["requests_total"] - before["requests_total"]
    if counted < count + at_once:
        not_met(f"Of {count + at_once} requests, /metrics counted {max(0, counted)}.")
    for name in ("catalog_connections_idle", "catalog_connections_leased"):
        growth = after[name] - before[name]
        if growth > int(args["growth"]):
            not_met(f"In {count + at_once} requests, {name} of /metrics grew by {growth}.")
met(f"{count + at_once} of {count + at_once} quotes were right.")
