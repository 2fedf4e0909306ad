"""Met when one of some shipments is charged otherwise than by the tariff in force."""
from probe import *

base = f"http://{params['ip_web']}/shipments"
for _ in range(12):
    zone, grams = random.choice(("mainland", "islands")), random.randint(50, 28000)
    net = int(params["base"]) + -(-grams // 1000) * int(params["per_kg"])
    right = (net * (100 + int(params["fuel"])) + 50) // 100 + (int(params["islands"]) if zone == "islands" else 0)
    replies = load([("POST", base, {"reference": nonce(12), "zone": zone, "grams": grams})] * 5, clients=5)
    if any(reply.status != 201 for reply in replies):
        raise RuntimeError(f"{replies}")
    if any(reply.json()["charge_cents"] != right for reply in replies):
        met("A shipment was not charged by the tariff.")
not_met("All shipments were charged by the tariff.")
