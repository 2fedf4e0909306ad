"""Customers of the shop: about one order a second."""
import json
import random
import secrets
import time
import urllib.request

while True:
    order = {"reference": "o-" + secrets.token_hex(5), "amount_cents": random.randint(390, 24900)}
    try:
        with urllib.request.urlopen(urllib.request.Request("http://{{ip_shop}}:{{shop_port}}/orders", json.dumps(order).encode()), timeout=8) as reply:
            reply.read()
    except OSError:
        pass
    time.sleep(random.uniform(0.6, 1.4))
