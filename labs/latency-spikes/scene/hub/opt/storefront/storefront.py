"""The shop and its warehouses: they ask what is in stock, and book moves from one location to another."""
import json
import random
import threading
import time
import urllib.error
import urllib.request

BASE = "http://{{ip_web}}"
# The others are not on sale yet.
SKUS = [f"{{letters}}-{1000 + n}" for n in range(400)]


def ask(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(BASE + path, data), timeout=30) as reply:
            return json.load(reply)
    except (urllib.error.URLError, OSError, ValueError):
        return None


def customers():
    while True:
        ask(f"/v1/stock/{random.choice(SKUS)}")
        time.sleep(random.uniform(0.4, 0.8))


def warehouses():
    while True:
        sku = random.choice(SKUS)
        source, target = random.sample((1, 2, 3, 4), 2)
        ask("/v1/moves", {"sku": sku, "source": source, "target": target, "quantity": 1, "reference": f"transfer order {random.getrandbits(40):014d}"})
        time.sleep(random.uniform(0.5, 1.2))


def balancer():
    while True:
        ask("/healthz")
        time.sleep(1)


for work in (customers, customers, warehouses, warehouses, balancer):
    threading.Thread(target=work, daemon=True).start()
threading.Event().wait()
