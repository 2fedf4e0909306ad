"""Places orders, good and bad, and verifies every answer; keeps what has to be in the database afterwards."""
from probe import *

BATCH = 24
base = f"http://{params['ip_web']}/orders"
run = nonce(10)
placed = {}
# Accepted by the steps before this one.
earlier = kept.get("earlier", {})


def digest(text):
    return hashlib.md5(text.encode()).hexdigest()


def make_order(article=None):
    """An order for this article, or for any that is for sale, and its total in cents."""
    n = random.randint(1, 3000)
    old = f"{params['letters']}-{digest(f'{params['seed']}:{n}')[:8].upper()}", 150 + int(digest(f"price:{params['seed']}:{n}")[:6], 16) % 20_000
    sku, price = article or old
    quantity = random.randint(1, 99)
    return {"reference": f"{run}-{nonce(10)}", "sku": sku, "quantity": quantity}, price * quantity


def good():
    order, total = make_order()
    return "A good order", ("POST", base, order), 201, total


def new():
    order, total = make_order(kept["article"])
    return "A good order for a new article", ("POST", base, order), 201, total


def unknown():
    order, _ = make_order()
    return "An order for an unknown article", ("POST", base, {**order, "sku": f"{params['letters']}-{nonce(10).upper()}"}), 400, None


def twice():
    order, _ = make_order()
    of = random.choice([placed, earlier or placed])
    return "An order that was placed before", ("POST", base, {**order, "reference": random.choice(list(of))}), 409, None


def missing():
    return "A question for no order", ("GET", f"{base}/{run}-{nonce(10)}", None), 404, None


def found():
    reference, total = random.choice(list((placed | earlier).items()))
    return "A question for an order", ("GET", f"{base}/{reference}", None), 200, total


def send(cases, clients):
    replies = load([request for _, request, _, _ in cases], clients=clients, timeout=5)
    for (what, (_, _, order), status, total), reply in zip(cases, replies):
        if reply.status != status:
            got = f"answered with {reply.status}" if reply.status else f"not answered ({reply.error})"
            not_met(f"{what} was {got} after {reply.ms / 1000:.1f} s; expected: {status}.")
        answer = reply.json()
        if total is not None and (not isinstance(answer, dict) or answer.get("total_cents") != total):
            not_met(f"{what} was answered with {status}, but not with its total.")
        if status == 201:
            placed[order["reference"]] = total


settle(lambda: http("GET", f"http://{params['ip_web']}/healthz", timeout=2).status not in (0, 502), 6)
share, clients = int(args["each"]), int(args["clients"])
send([good()], 1)
if "article" in kept:
    send([new()], 1)
send([good() for _ in range(share)], clients)
cases = [make() for make in (good, unknown, twice, missing, found) for _ in range(share)]
random.shuffle(cases)
for at in range(0, len(cases), BATCH):
    send(cases[at : at + BATCH], clients)
keep(run=run, orders=len(placed), total=sum(placed.values()), earlier=placed | earlier)
met(f"{len(cases) + share + 1} requests, good and bad, were answered as they should be.")
