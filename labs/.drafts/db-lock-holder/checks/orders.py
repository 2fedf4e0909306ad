"""Places orders for a while, several at a time, and verifies every answer; each has to come within LATE_S.

With `until` the orders go on until the bank has had all refunds of this check, and for a moment after that.
"""
from probe import *

LATE_S = 3.0
CLIENTS = 4
PAUSE_S = 0.15
MOMENT_S = 2.5
base = f"http://{params['ip_web']}/orders"
bank = f"http://{params['ip_shop']}:{params['bank_port']}/v1/refunds/"
run = kept.get("run") or nonce(10)
placed = dict(kept.get("placed", {}))


def digest(text):
    return hashlib.md5(text.encode()).hexdigest()


def make_order():
    """An order for an article that is for sale, and its total in cents."""
    n = random.randint(1, 3000)
    price = 150 + int(digest(f"price:{params['seed']}:{n}")[:6], 16) % 20_000
    quantity = random.randint(1, 99)
    return {"reference": f"{run}-{nonce(10)}", "sku": f"{params['letters']}-{digest(f'{params['seed']}:{n}')[:8].upper()}", "quantity": quantity}, price * quantity


def round_of_orders():
    orders = [make_order() for _ in range(CLIENTS)]
    requests = [("POST", base, order) for order, _ in orders]
    asked = random.choice(list(placed)) if placed else None
    if asked:
        requests.append(("GET", f"{base}/{asked}", None))
    replies = load(requests, clients=CLIENTS + 1, timeout=LATE_S)
    for (order, total), reply in zip(orders, replies):
        judge("An order", reply, 201, total)
        placed[order["reference"]] = total
    if asked:
        judge("A question for an order", replies[-1], 200, placed[asked])


def judge(what, reply, status, total):
    if reply.status != status:
        got = f"answered with {reply.status}" if reply.status else f"not answered ({reply.error})"
        not_met(f"{what} was {got} after {reply.ms / 1000:.1f} s; expected: {status}. {len(placed)} went through before.")
    answer = reply.json()
    if not isinstance(answer, dict) or answer.get("total_cents") != total:
        not_met(f"{what} was answered with {status}, but not with its total.")


def handled():
    return sum(http("GET", bank + reference, timeout=2).status == 200 for reference in kept["refunds"])


settle(lambda: http("GET", f"http://{params['ip_web']}/healthz", timeout=2).status not in (0, 502), 6)
began = time.monotonic()
end = began + float(args["seconds"])
waits = bool(args.get("until"))
while True:
    round_of_orders()
    now = time.monotonic()
    if waits and handled() == len(kept["refunds"]):
        waits, end = False, now + MOMENT_S
    if now >= end:
        break
    time.sleep(PAUSE_S)
keep(run=run, placed=placed)
if waits:
    not_met(f"After {time.monotonic() - began:.0f} s, {handled()} of {len(kept['refunds'])} refunds had reached the bank.")
met(f"{len(placed)} orders were accepted, each within {LATE_S:g} s.")
