"""Places orders with random content and checks every answer; keeps some of all of them for the look at the files.

With `full` orders may be refused, since nothing can be recorded: then all that were accepted are kept.
"""
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
    """An order, its total, and what its record has to hold beside the number: the whole of a line that nobody can foresee, nor which one it is."""
    items = [
        {"sku": f"K-{1000 + n}", "name": NAMES[n % 4], "quantity": 1 + n % 3, "unit_price_cents": 499 + 10 * n}
        for n in range(lines)
    ]
    # Numbers that no other line has.
    line = {
        "sku": "K-" + nonce(10),
        "name": f"{random.choice(NAMES)}, lot {nonce(6)}",
        "quantity": random.randint(2000, 9999),
        "unit_price_cents": random.randint(10000, 99999),
    }
    items[random.randrange(lines)] = line
    order = {"reference": nonce(16), "customer": "c-" + nonce(6), "items": items}
    total = sum(i["quantity"] * i["unit_price_cents"] for i in items)
    return order, total, [order["reference"], order["customer"], str(total), *map(str, line.values())]


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
    lines, count = (100 if args["full"] else 3), int(args["orders"])

placed = []
for begin in range(0, count, BATCH):
    batch = [make_order(lines) for _ in range(min(BATCH, count - begin))]
    replies = load([("POST", f"{base}/orders", order) for order, *_ in batch], clients=6)
    for at, ((order, total, facts), reply) in enumerate(zip(batch, replies), begin + 1):
        if args["full"] and reply.status != 201:
            continue
        problem = wrong(order, total, reply)
        if problem:
            not_met(f"Order {at} of {count} {problem}.")
        placed.append((str(reply.json().get("order")), facts))

if args["full"]:
    keep(full=[[*facts, number] for number, facts in placed])
    met(f"While /var/log had no room, {len(placed)} of {count} orders were accepted.")
number, facts = placed[-1]
found = http("GET", f"{base}/orders/{number}")
if found.status != 200 or facts[0] not in found.text:
    not_met(f"The last order, {number}, could not be read back: {found.status}.")
sample = placed[: -LAST : max(1, len(placed) // SPREAD)] + placed[-LAST:]
keep(before=kept.get("expected", []), expected=[[*facts, number] for number, facts in sample])
met(f"{count} of {count} orders were accepted, with the right totals.")
