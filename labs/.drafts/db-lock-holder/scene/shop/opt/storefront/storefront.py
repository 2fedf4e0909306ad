"""Customers: a few requests a second from several of them, most of them good orders, and questions about orders."""
import hashlib
import json
import random
import secrets
import threading
import time
import urllib.error
import urllib.request

CUSTOMERS = 16
PAUSE_S = 2.4
BASE = "http://{{ip_web}}/orders"


def article():
    number = random.randint(1, 3000)
    return "{{letters}}-" + hashlib.md5(f"{{seed}}:{number}".encode()).hexdigest()[:8].upper()


def ask(path="", order=None):
    body = json.dumps(order).encode() if order else None
    try:
        with urllib.request.urlopen(urllib.request.Request(BASE + path, body), timeout=4) as reply:
            reply.read()
    except (urllib.error.URLError, OSError):
        pass


def is_open():
    try:
        urllib.request.urlopen(BASE + "/first", timeout=2).close()
    except urllib.error.HTTPError as error:
        return error.code == 404
    except OSError:
        pass
    return False


def shop():
    time.sleep(random.uniform(0, PAUSE_S / 2))
    while True:
        order = {"reference": secrets.token_hex(6), "sku": article(), "quantity": random.randint(1, 5)}
        kind = random.random()
        if kind < 0.05:
            order["sku"] = "{{letters}}-" + secrets.token_hex(5).upper()
        ask(order=order)
        if kind > 0.75:
            ask("/" + order["reference"])
        time.sleep(PAUSE_S * random.uniform(0.6, 1.4))


while not is_open():
    time.sleep(0.2)
for _ in range(CUSTOMERS):
    threading.Thread(target=shop).start()
