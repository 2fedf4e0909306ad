"""Places orders with random content and checks every answer; keeps some of all of them for the look at the files."""
import json
import random

from probe import *

BATCH = 160
# So many of a burst are looked for on record: the last ones, and others from its beginning on.
LAST, SPREAD = 20, 40
NAMES = [
    "Ceramic storage jar with bamboo lid, 750 ml, set of four",
    "Stainless steel saucepan with glass lid, 2.4 litres, induction",
    "Linen tea towel, striped, pack of six, washable at 60 degrees",
    "Beech chopping board with juice groove, 40 x 30 cm, oiled",
]
base = f"http://{params['ip_web']}"


def make_order(lines):
    items = [
        {"sku": f"K-{1000 + n}", "name": NAMES[n % 4], "quantity": 1 + n % 3, "unit_price_cents": 499 + 10 * n}
        for n in range(lines)
    ]
    # One line that nobody can foresee: it has to come back in the total, and be found in the log.
    items[0] = {"sku": "K-" + nonce(10), "name": NAMES[0], "quantity": random.randint(1, 9), "unit_price_cents": random.randint(1, 99999)}
    order = {"reference": nonce(16), "customer": "c-" + nonce(6), "items": items}
    return order, sum(i["quantity"] * i["unit_price_cents"] for i in items)


def wrong(order, total, reply):
    if reply.status != 201:
        return f"was answered with {reply.status}" if reply.status else f"got no answer ({reply.error})"
    try:
        answer = json.loads(reply.text)
        right = (answer["total_cents"], answer["reference"]) == (total, order["reference"])
    except (ValueError, KeyError, TypeError):
        right = False
    return None if right else "was answered with 201, but with another order's content"


settle(lambda: http("GET", f"{base}/healthz", timeout=2).status == 200, 6)
if args["megabytes"]:
    lines = 100
    count = int(args["megabytes"] * 1_000_000 / len(json.dumps(make_order(lines)[0], separators=(",", ":"))))
else:
    lines, count = 3, int(args["orders"])

placed = []
while len(placed) < count:
    batch = [make_order(lines) for _ in range(min(BATCH, count - len(placed)))]
    replies = load([("POST", f"{base}/orders", order) for order, _ in batch], clients=6)
    for (order, total), reply in zip(batch, replies):
        problem = wrong(order, total, reply)
        if problem:
            not_met(f"Order {len(placed) + 1} of {count} {problem}.")
        placed.append((order, reply.json()["order"]))

order, number = placed[-1]
found = http("GET", f"{base}/orders/{number}")
if found.status != 200 or order["reference"] not in found.text:
    not_met(f"The last order, {number}, could not be read back: {found.status}.")
sample = placed[: -LAST : max(1, len(placed) // SPREAD)] + placed[-LAST:]
keep(before=kept.get("expected", []), expected=[[order["reference"], order["items"][0]["sku"]] for order, _ in sample])
met(f"{count} of {count} orders were accepted, with the right totals.")
