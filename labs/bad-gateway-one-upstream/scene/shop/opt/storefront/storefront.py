"""Customers who pay: some four a second, from browsers and from the two apps."""
import json
import random
import secrets
import time
import urllib.error
import urllib.request

URL = "http://{{ip_node1}}/payments"
LANGUAGES = [
    "de-AT,de;q=0.9,en;q=0.7", "en-GB,en;q=0.9", "fr-FR,fr;q=0.9,en-US;q=0.8", "it", "nl-NL", "en-US", "en",
    "de", "it-IT,it;q=0.8,en;q=0.5", "fr; q=1.0, en; q=0.5", "",
]

while True:
    order = {"reference": "r-" + secrets.token_hex(5), "amount_cents": random.randint(390, 24900), "card": "tok_" + secrets.token_hex(4)}
    headers = {"Content-Type": "application/json", "Accept-Language": random.choice(LANGUAGES)}
    try:
        with urllib.request.urlopen(urllib.request.Request(URL, json.dumps(order).encode(), headers), timeout=10) as reply:
            reply.read()
    except (urllib.error.URLError, OSError):
        pass
    time.sleep(random.uniform(0.1, 0.4))
