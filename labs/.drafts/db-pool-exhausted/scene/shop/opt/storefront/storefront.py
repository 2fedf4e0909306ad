"""Customers: two requests a second, most of them good orders, some for articles that are gone, some sent twice, some about no order."""
import hashlib
import json
import random
import secrets
import time
import urllib.error
import urllib.request

PAUSE_S = 0.5
BASE = "http://{{ip_web}}/orders"


def article():
    number = random.randint(1, 3000)
    return "{{letters}}-" + hashlib.md5(f"{{seed}}:{number}".encode()).hexdigest()[:8].upper()


def ask(path="", order=None):
    body = json.dumps(order).encode() if order else None
    try:
        with urllib.request.urlopen(urllib.request.Request(BASE + path, body), timeout=5) as reply:
            reply.read()
    except (urllib.error.URLError, OSError):
        pass


while True:
    order = {"reference": secrets.token_hex(6), "sku": article(), "quantity": random.randint(1, 5)}
    kind = random.random()
    if kind < 0.15:
        order["sku"] = "{{letters}}-" + secrets.token_hex(5).upper()
    if kind > 0.85:
        ask("/" + secrets.token_hex(6))
    else:
        ask(order=order)
        if 0.15 < kind < 0.3:
            ask(order=order)
    time.sleep(PAUSE_S)
