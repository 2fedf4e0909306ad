"""Moves goods and asks for the stock the whole time, and looks at what reaches the marketplace and the vault meanwhile.

Moves change no article's total, so whatever is taken of one moment has the totals that were kept. `mode` is "run" while the jobs run
that were started, "arrived" where both have to be there in the end, and right.
"""
from probe import *

SLOW_MS, CLIENTS, RUN_S = 2000, 4, 12
# A job of every minute that began right before the receipts: the one after it, and the time that it takes.
MOST_S = 72
# A run that read the stock before the receipts cannot have announced itself later than this.
LATER_S = 0.4
# The service keeps the last 15,000, of which 14,800 were there at the start.
LEAST_MOVES = 14_000
mode = args["mode"]
base = f"http://{params['ip_web']}"
stock = kept["stock"]
wanted = {sku: sum(places.values()) for sku, places in stock.items()}
problems, done, ended = [], [0], threading.Event()
slowest = [0.0]


def step(sku, method, path, body, status):
    """One request; gives back whether its answer was right."""
    reply = http(method, base + path, body, timeout=9)
    slowest[0] = max(slowest[0], reply.ms)
    done[0] += 1
    if reply.status != status:
        problems.append(f"A request was answered with {reply.status}." if reply.status else f"A request got no answer ({reply.error}).")
    elif reply.ms > SLOW_MS:
        problems.append(f"A request took {reply.ms / 1000:.1f} s.")
    else:
        answer = reply.json()
        if isinstance(answer, dict) and answer.get("by_location") == stock[sku] and answer.get("total") == wanted[sku]:
            return True
        problems.append("A request was answered with another stock than there has to be.")
    return False


def traffic(skus):
    while not ended.is_set() and not problems:
        sku = random.choice(skus)
        source = random.choice([place for place, pieces in stock[sku].items() if pieces])
        target = random.choice([place for place in stock[sku] if place != source])
        quantity = random.randint(1, stock[sku][source])
        stock[sku][source] -= quantity
        stock[sku][target] += quantity
        move = {"sku": sku, "source": int(source), "target": int(target), "quantity": quantity, "reference": f"transfer order {nonce(10)}"}
        if not (step(sku, "POST", "/v1/moves", move, 201) and step(sku, "GET", f"/v1/stock/{sku}", None, 200)):
            return
        time.sleep(0.04)


def seen(port, path, name):
    """Whether what is there has all the receipts and is of one moment: True, None while it is older, else what is wrong."""
    answer = http("GET", f"http://{params['ip_hub']}:{params[port]}{path}", timeout=5).json()
    if not answer:
        raise RuntimeError(f"no answer from {name}")
    has = answer["offers" if "offers" in answer else "totals"]
    if answer.get("moves", LEAST_MOVES) < LEAST_MOVES and answer["begun_at"] > kept["booked_at"] + LATER_S:
        return f"{name} had {answer['moves']} moves of goods, {LEAST_MOVES - answer['moves']} fewer than it has to have at least."
    wrong = sum(has.get(sku) != total for sku, total in wanted.items())
    if not wrong and len(has) == 500:
        return True
    if answer["begun_at"] > kept["booked_at"] + LATER_S:
        return f"{name} showed the wrong number of pieces for {wrong} of {len(wanted)} articles, {len(has)} of 500 articles in all."
    return None


places = {"market": ("market_port", "/v1/offers", "The marketplace"), "vault": ("vault_port", "/v1/snapshots/latest/totals", "The last snapshot in the vault")}
arrived = dict(kept.get("arrived") or {}) if mode == "arrived" else {}
threads = [threading.Thread(target=traffic, args=(sorted(stock)[n::CLIENTS],), daemon=True) for n in range(CLIENTS)]
for thread in threads:
    thread.start()
began, late = time.time(), False
while not problems:
    for name, place in places.items():
        if arrived.get(name) is not True:
            arrived[name] = seen(*place)
    if all(arrived.get(name) is not None for name in places):
        break
    late = time.time() - (began if mode == "run" else kept["booked_at"]) > (RUN_S if mode == "run" else MOST_S)
    if late:
        break
    time.sleep(0.25)
if not problems:
    time.sleep(0.5)
ended.set()
for thread in threads:
    thread.join(10)
if problems:
    not_met(problems[0])
keep(arrived=arrived, stock=stock)
if mode == "arrived":
    for name, place in places.items():
        if arrived.get(name) is None:
            not_met(f"{place[2]} was older than {time.time() - kept['booked_at']:.0f} s.")
        if arrived[name] is not True:
            not_met(arrived[name])
    met(f"The marketplace and the vault had all receipts, of one moment each, {time.time() - kept['booked_at']:.0f} s after they were booked.")
met(f"Of {done[0]} requests none took longer than {slowest[0]:.0f} ms.")
