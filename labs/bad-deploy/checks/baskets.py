"""Asks for baskets of random articles, verifies every answer, and compares the time with that of a bare call to the stock service.

With `via: app` they are asked for by way of the app, which needs the days of delivery.
"""
import statistics

from probe import *

# A basket needs two calls, one after the other.
MOST_CALLS_LONG = 8
WARM = 1
CLIENTS = 2
# The largest that there may be; one in each step.
MOST_ARTICLES = 50
stock = f"http://{params['ip_stock']}:{params['stock_port']}"
web = f"http://{params['ip_web']}/v1/basket"
app = f"http://{params['ip_shop']}:{params['app_port']}/basket"
via_app = args["via"] == "app"


def number(*parts):
    return int(hashlib.sha256(":".join((str(params["seed"]), *parts)).encode()).hexdigest()[:12], 16)


def make_basket(articles=None):
    skus = [f"{params['letters']}-{nonce(9).upper()}" for _ in range(articles or random.randint(18, 24))]
    return skus, f"{random.randint(1000, 99999):05}"


def wrong(skus, postcode, reply):
    if reply.status != 200:
        return f"was answered with {reply.status} ({reply.text[:80].strip()})" if reply.status else f"was not answered ({reply.error})"
    answer = reply.json()
    cents = {sku: 99 + number("price", sku) % 20_000 for sku in skus}
    if not isinstance(answer, dict) or answer.get("total_cents") != sum(cents.values()):
        return "was answered with 200, but not with its total"
    if via_app:
        days = {sku: 1 + number("days", sku, postcode[:2]) % 19 for sku in skus}
        if answer.get("days") != days or answer.get("complete_in_days") != max(days.values()):
            return "was answered with 200, but not with the days of delivery of its articles into that region"
    elif [(item.get("sku"), item.get("cents")) for item in answer.get("items", [])] != list(cents.items()):
        return "was answered with 200, but not with its articles and their prices"
    return None


def usage(**more):
    reply = http("POST", f"{stock}/v1/usage", {"key": str(params["usage_key"]), "skus": [], **more})
    return reply.json()["tokens"]


def ask(baskets, clients):
    urls = [("GET", f"{app if via_app else web}?skus={','.join(skus)}&postcode={postcode}", None) for skus, postcode in baskets]
    replies = load(urls, clients=clients, timeout=9)
    for (skus, postcode), reply in zip(baskets, replies):
        problem = wrong(skus, postcode, reply)
        if problem:
            not_met(f"A basket of {len(skus)} articles {problem}.")
    return [reply.ms for reply in replies]


settle(lambda: http("GET", f"http://{params['ip_web']}/healthz", timeout=2).status not in (0, 502), 6)
if args.get("begin"):
    keep(tokens=usage(), baskets=[])
    before = []
else:
    # Tokens may be taken back at any time; whoever has one asks for another.
    usage(revoke=1)
    before = kept["baskets"]
warm = [make_basket() for _ in range(WARM)]
ask(warm, 1)
bare = statistics.median(http("GET", f"{stock}/ping").ms for _ in range(3))
baskets = [make_basket(MOST_ARTICLES), *(make_basket() for _ in range(int(args["count"]) - 1))]
took = sorted(ask(baskets, CLIENTS))
bare = statistics.median([bare, *(http("GET", f"{stock}/ping").ms for _ in range(2))])
keep(baskets=before + [skus for skus, _ in warm + baskets])
typical = took[len(took) * 3 // 4]
saw = f"Three in four of {len(baskets)} baskets{' by way of the app' if via_app else ''} took up to {typical / 1000:.2f} s, {typical / bare:.1f} times a single call to the stock service"
if typical > MOST_CALLS_LONG * bare:
    not_met(f"{saw}; expected: at most {MOST_CALLS_LONG} times.")
met(f"{saw}.")
