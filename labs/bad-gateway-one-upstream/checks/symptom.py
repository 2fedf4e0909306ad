"""Met when a payment is answered with 502, while the instances are up."""
from probe import *

LANGUAGES = ["", "de-AT,de;q=0.9,en;q=0.7", "fr; q=1.0, en; q=0.5", "it"]
edge = f"http://{params['ip_node1']}"
port = params["port"]
# This probe shares the network of the first machine.
instances = [[f"{params['ip_node1']}:{port}{n}", f"127.0.0.1:{port}{n}"] for n in (1, 2)] + [[f"{params['ip_node2']}:{port}{n}"] for n in (1, 2)]


def all_up():
    return all(any(http("GET", f"http://{at}/healthz", timeout=1).status == 200 for at in places) for places in instances)


def pay(_):
    body = {"reference": "s-" + nonce(12), "amount_cents": random.randint(100, 9000), "card": "tok_" + nonce(8)}
    return http("POST", f"{edge}/payments", body, {"Accept-Language": random.choice(LANGUAGES)}, timeout=8)


def burst():
    replies = []
    threads = [threading.Thread(target=lambda: replies.extend(pay(n) for n in range(2))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return replies


if not settle(all_up, 8):
    raise RuntimeError("the instances are not up yet")
for pause in (0, 0.6):
    time.sleep(pause)
    statuses = [reply.status for reply in burst()]
    if 502 in statuses:
        met(f"Of {len(statuses)} payments {statuses.count(502)} were answered with 502.")
    if set(statuses) != {201}:
        raise RuntimeError(f"payments were answered with {sorted(set(statuses))}")
not_met("All payments were answered with 201.")
