"""Searches with several keys: good ones get the right articles in time, bad ones get none."""
from probe import *

ARTICLES = 12_000
SEARCHES = 16
MOST_MEDIAN_MS = 800
MATERIALS = ("brass", "steel", "copper", "nylon", "bronze")
THINGS = (
    "bolt", "bracket", "bushing", "cap", "clamp", "collar", "coupling", "elbow", "fitting", "flange",
    "gasket", "hinge", "nipple", "nut", "pin", "plug", "rivet", "sleeve", "valve", "washer",
)
FINISHES = ("plain", "zinc", "black", "polished", "nickel", "coated")
base = f"http://{params['ip_web']}/v1/search"
customer = params["customer"]


def article(n):
    digest = hashlib.md5(f"{params['seed']}:{n}".encode()).hexdigest()
    part = [int(digest[at : at + 2], 16) for at in (0, 2, 4, 6)]
    words = {
        FINISHES[part[3] % len(FINISHES)], MATERIALS[part[0] % len(MATERIALS)],
        THINGS[part[1] % len(THINGS)], f"m{4 + 2 * (part[2] % 12)}",
    }
    return words, f"{params['letters']}-{digest[14:26].upper()}", 50 + int(digest[8:12], 16) % 20_000


def search(words, limit, key):
    return http("GET", f"{base}?q={'+'.join(words)}&limit={limit}", headers={"X-Api-Key": key}, timeout=6)


articles = [article(n) for n in range(1, ARTICLES + 1)]
good = [f"ops-{params['ops_key']}", f"{customer}-{params['new_key']}", f"nordlicht-{params['nord_key']}", f"ravn-{params['ravn_key']}"]
times = []
for at in range(SEARCHES):
    words = [random.choice(MATERIALS), random.choice(THINGS), f"m{4 + 2 * random.randrange(12)}"][: random.choice((2, 3))]
    words = [random.choice(MATERIALS)] if at % 8 == 7 else words
    limit = 2000 if len(words) == 1 else random.randint(20, 60)
    key = good[at % len(good)]
    name = key.split("-")[0]
    reply = search(words, limit, key)
    if reply.status != 200:
        got = f"answered with {reply.status}" if reply.status else f"not answered ({reply.error})"
        not_met(f"A search by {name} was {got}.")
    wanted = sorted((sku, price) for known, sku, price in articles if known.issuperset(words))
    answer = reply.json()
    hits = answer.get("hits") if isinstance(answer, dict) else None
    if not isinstance(hits, list) or [(hit.get("sku"), hit.get("price_cents")) for hit in hits] != wanted[:limit]:
        not_met(f"A search by {name} for {' '.join(words)} was answered, but not with the right articles.")
    times.append(reply.ms)
median = sorted(times)[len(times) // 2]
if median > MOST_MEDIAN_MS:
    not_met(f"Half of the searches took more than {median:.0f} ms.")
for bad in (f"{customer}-{params['old_key']}", f"nordlicht-{params['nord_old']}", f"{customer}-{nonce(6)}", nonce(10)):
    reply = search(["brass", "bolt"], 5, bad)
    if reply.status != 401:
        not_met(f"A key that is not good any more, or never was, was answered with {reply.status} instead of 401.")
met(f"{SEARCHES} searches were answered with the right articles, in the middle after {median:.0f} ms; keys that are not good were refused.")
