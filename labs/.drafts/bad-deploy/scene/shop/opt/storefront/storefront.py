"""Customers: each looks at a basket about once a second."""
import random
import secrets
import threading
import time
import urllib.error
import urllib.request

CUSTOMERS = 4
PAUSE_S = 0.9


def shop():
    time.sleep(random.uniform(0, PAUSE_S))
    while True:
        skus = ",".join("{{letters}}-" + secrets.token_hex(4).upper() for _ in range(random.randint(2, 24)))
        try:
            url = f"http://{{ip_web}}/v1/basket?skus={skus}&postcode={random.randint(1000, 99999):05}"
            with urllib.request.urlopen(url, timeout=10) as reply:
                reply.read()
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(PAUSE_S * random.uniform(0.5, 1.5))


for _ in range(CUSTOMERS):
    threading.Thread(target=shop).start()
