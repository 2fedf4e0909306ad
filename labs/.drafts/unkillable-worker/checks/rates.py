"""Sends shipments with random content and verifies every charge; keeps them, and who rated the last ones.

`shift` is what the tariff's base was raised by; with `pause_ms` the shipments are spread over some time.
"""
from probe import *

base = f"http://{params['ip_web']}"
tariff = {name: int(params[name]) for name in ("base", "per_kg", "fuel", "islands")}
tariff["base"] += int(args.get("shift", 0))


def make():
    zone = "islands" if random.random() < 0.25 else "mainland"
    return {"reference": nonce(16), "zone": zone, "grams": random.randint(40, 31_000)}


def charge(shipment):
    net = tariff["base"] + -(-shipment["grams"] // 1000) * tariff["per_kg"]
    surcharge = tariff["islands"] if shipment["zone"] == "islands" else 0
    return (net * (100 + tariff["fuel"]) + 50) // 100 + surcharge


def problem(shipment, reply):
    if reply.status != 201:
        return f"was answered with {reply.status}" if reply.status else f"got no answer ({reply.error})"
    answer = reply.json()
    if not isinstance(answer, dict) or answer.get("reference") != shipment["reference"]:
        return "was answered with 201, but with another shipment's content"
    if answer.get("charge_cents") != charge(shipment):
        return f"to the {shipment['zone']}, {shipment['grams']} g, was charged {answer.get('charge_cents')} cents; the tariff says {charge(shipment)}"
    return None


settle(lambda: http("GET", f"{base}/healthz", timeout=2).status == 200, 6)
count, clients, pause = int(args["count"]), int(args["clients"]), int(args.get("pause_ms", 0)) / 1000
sent, raters = [], set()
while len(sent) < count:
    batch = [make() for _ in range(min(count - len(sent), clients * (1 if pause else 8)))]
    replies = load([("POST", f"{base}/shipments", shipment) for shipment in batch], clients=clients, timeout=8)
    for shipment, reply in zip(batch, replies):
        wrong = problem(shipment, reply)
        if wrong:
            not_met(f"Shipment {len(sent) + 1} of {count} {wrong}.")
        sent.append([shipment["reference"], charge(shipment)])
    found = http("GET", f"{base}/shipments/{replies[-1].json()['shipment']}")
    record = found.json()
    if found.status != 200 or not isinstance(record, dict) or record.get("charge_cents") != sent[-1][1]:
        not_met(f"The record of a shipment could not be read back as it was charged: {found.status}.")
    raters.add(str(record.get("rated_by", "")))
    time.sleep(pause)
keep(sent=kept.get("sent", []) + sent, raters=sorted(raters))
met(f"{count} of {count} shipments were charged by the tariff.")
