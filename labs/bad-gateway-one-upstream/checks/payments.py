"""Pays random amounts in bursts with pauses between them, and compares each answer with the bank's book.

With `via: edge` the payments go through nginx, with `via: instances` to each instance at its own address. With `expired` it also
compares how many connections each instance gave up for waiting too long: so many may be added meanwhile.
"""
from probe import *

CLIENTS, EACH = 12, 2
LANGUAGES = [
    "", "en", "de-AT,de;q=0.9,en;q=0.7", "fr; q=1.0, en; q=0.5", "it-IT, it ; q=0.8, en; q=0.1", "nl;q=1.0",
    "en-US,en;q=0.9", "de ;q=0.5, *;q=0.1",
]
bank = f"http://{params['ip_shop']}:{params['bank_port']}"
edge = f"http://{params['ip_node1']}"
instances = {
    f"{params['tid']}{node}{n}": f"http://{params[f'ip_node{node}']}:{params['port']}{n}" for node in (1, 2) for n in (1, 2)
}


def pay(base, language):
    """A payment and its answer; or what is wrong with the answer, as text."""
    payment = {"reference": "c-" + nonce(14), "amount_cents": random.randint(100, 90_000), "card": "tok_" + nonce(8)}
    reply = http("POST", f"{base}/payments", payment, {"Accept-Language": language} if language else None, timeout=8)
    if not reply.status:
        return f"got no answer ({reply.error})"
    if reply.status != 201:
        return f"was answered with {reply.status}"
    answer = reply.json()
    if not isinstance(answer, dict) or any(answer.get(key) != payment[key] for key in ("reference", "amount_cents")):
        return "was answered with 201, but not with that payment"
    book = http("GET", f"{bank}/charges/{payment['reference']}")
    if book.status != 200:
        raise RuntimeError(f"the bank's book: {book.status} {book.error}")
    if answer.get("authorisation") not in [charge["authorisation"] for charge in book.json()]:
        return "was answered with 201, but the bank knows nothing of it"
    return [payment["reference"], answer.get("terminal")]


def together(jobs):
    """The results of all jobs, each job in a thread of its own."""
    results = [None] * len(jobs)

    def run(at):
        try:
            results[at] = jobs[at]()
        except Exception as error:
            results[at] = [error]

    threads = [threading.Thread(target=run, args=(at,)) for at in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results = [result for each in results for result in each]
    for error in results:
        if isinstance(error, Exception):
            raise error
    return results


def all_up():
    """Whether something answers for each instance. This probe shares the network of the first machine."""
    places = [[base, base.replace(params["ip_node1"], "127.0.0.1")] for base in instances.values()]
    return all(any(http("GET", f"{at}/healthz", timeout=1).status == 200 for at in each) for each in places)


def expired():
    """For each instance, on how many connections it no longer waited for a request."""
    replies = load([("GET", f"{base}/metrics", None) for base in instances.values()])
    counts = [re.search(r"^connections_expired_total (\d+)$", reply.text, re.MULTILINE) for reply in replies]
    return [int(count[1]) if count else 0 for count in counts]


settle(all_up, 5)
if args["via"] == "instances":
    def at_instance(terminal, base):
        return [(terminal, pay(base, language)) for language in LANGUAGES]

    for terminal, paid in together([lambda one=one: at_instance(*one) for one in instances.items()]):
        if isinstance(paid, str):
            not_met(f"A payment at {instances[terminal].removeprefix('http://')} {paid}.")
        if paid[1] != terminal:
            not_met(f"A payment at {instances[terminal].removeprefix('http://')} was charged by terminal {paid[1]}.")
    met(f"Each of the {len(instances)} instances took payments at its own address.")

before, done = expired() if "expired" in args else [], []
order = random.sample(LANGUAGES, len(LANGUAGES))
for pause in [0, *map(float, str(args["pauses"]).split())]:
    time.sleep(pause)
    languages = [order[n % len(order)] for n in range(CLIENTS * EACH)]
    jobs = [lambda mine=languages[n::CLIENTS]: [pay(edge, language) for language in mine] for n in range(CLIENTS)]
    for paid in together(jobs):
        if isinstance(paid, str):
            not_met(f"After {len(done)} payments, one {paid}.")
        done.append(paid)
keep(paid=done)
if "expired" in args:
    for base, was, now in zip(instances.values(), before, expired()):
        if now - was > int(args["expired"]):
            not_met(f"During {len(done)} payments, connections_expired_total of {base.removeprefix('http://')} grew by {now - was}.")
met(f"{len(done)} of {len(done)} payments were accepted.")
