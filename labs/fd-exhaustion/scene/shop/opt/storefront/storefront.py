"""Customers who look at articles: four requests a second, some of them for articles that were dropped from the range."""
import random
import string
import time
import urllib.error
import urllib.request

PAUSE_S = 0.25
LETTERS = string.ascii_uppercase

while True:
    sku = f"{random.choice(LETTERS)}{random.choice(LETTERS)}-{random.randint(100_000, 999_999)}"
    try:
        with urllib.request.urlopen(f"http://{{ip_web}}/v1/quotes/{sku}?quantity={random.randint(1, 9)}", timeout=5) as reply:
            reply.read()
    except (urllib.error.URLError, OSError):
        pass
    time.sleep(PAUSE_S)
