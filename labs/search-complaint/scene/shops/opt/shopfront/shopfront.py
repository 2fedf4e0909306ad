"""Shops of other customers: about four searches a second, some of them for a whole group of goods."""
import random
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

SERVER = "http://{{ip_web}}"
BASE = f"{SERVER}/v1/search?"
KEYS = ("nordlicht-{{nord_key}}", "ravn-{{ravn_key}}", "almgren-{{alm_key}}")
MATERIALS = ("brass", "steel", "copper", "nylon", "bronze")
THINGS = ("bolt", "bracket", "clamp", "elbow", "flange", "hinge", "nut", "pin", "valve", "washer")


def ask(key):
    words = random.choice(MATERIALS)
    limit = 2000
    if random.random() < 0.8:
        words, limit = f"{words} {random.choice(THINGS)}", 20
    query = urllib.parse.urlencode({"q": words, "limit": limit})
    headers = {"X-Api-Key": key, "User-Agent": "shopfront/5"}
    try:
        with urllib.request.urlopen(urllib.request.Request(BASE + query, headers=headers), timeout=10) as reply:
            reply.read()
    except (urllib.error.URLError, OSError):
        time.sleep(0.2)


def browse(key):
    while True:
        ask(key)
        time.sleep(random.uniform(0.4, 1.0))


def is_open():
    try:
        return urllib.request.urlopen(f"{SERVER}/healthz", timeout=2).status == 200
    except OSError:
        return False


while not is_open():
    time.sleep(0.1)
for each in KEYS:
    threading.Thread(target=browse, args=(each,)).start()
