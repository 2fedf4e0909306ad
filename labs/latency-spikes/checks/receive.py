"""Books receipts of random articles, verifies each answer, and keeps how much there has to be of each from now on."""
from probe import *

COUNT, SLOW_MS = 40, 2000
base = f"http://{params['ip_web']}"

settle(lambda: http("GET", f"{base}/healthz", timeout=3).status not in (0, 502), 6)
# A run that began before a repair goes on as it was: it is waited for, and then what counts begins.
settle(lambda: http("GET", f"{base}/v1/stock/{params['letters']}-1450", timeout=12).ms < 500, 10)
skus = [f"{params['letters']}-{1000 + n}" for n in random.sample(range(400, 500), COUNT)]
replies = load([("GET", f"{base}/v1/stock/{sku}", None) for sku in skus], clients=4, timeout=9)
booked = {}
for sku, reply in zip(skus, replies):
    if reply.status != 200:
        not_met(f"The stock of an article was answered with {reply.status} ({reply.error}).")
    if reply.ms > SLOW_MS:
        not_met(f"The stock of an article took {reply.ms / 1000:.1f} s.")
    answer = reply.json()
    try:
        if answer["sku"] != sku or sum(answer["by_location"].values()) != answer["total"] or len(answer["by_location"]) != 4:
            raise ValueError
    except (TypeError, KeyError, ValueError, AttributeError):
        not_met("The stock of an article was answered with something else.")
    booked[sku] = answer["by_location"]

requests = []
for sku in skus:
    place, quantity = random.choice("1234"), random.randint(3, 400)
    booked[sku][place] += quantity
    requests.append(("POST", f"{base}/v1/receipts", {"sku": sku, "location": int(place), "quantity": quantity, "reference": f"receipt {nonce(10)}"}))
for sku, reply in zip(skus, load(requests, clients=4, timeout=9)):
    if reply.status != 201:
        not_met(f"A receipt was answered with {reply.status} ({reply.error}).")
    if reply.ms > SLOW_MS:
        not_met(f"A receipt took {reply.ms / 1000:.1f} s.")
    answer = reply.json()
    if not isinstance(answer, dict) or answer.get("by_location") != booked[sku]:
        not_met("A receipt was answered with 201, but with another stock than there has to be.")
keep(stock=booked, booked_at=time.time(), arrived={})
met(f"{COUNT} receipts were booked.")
