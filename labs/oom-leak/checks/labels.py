"""Asks for labels at a pace, verifies each dot of them, and asks for some again.

`rest_s` afterwards lets everything go that a service keeps for repeats.
"""
from probe import *

SIZE = 102 * 1218
BATCH = 20
# A service keeps a label for three seconds; a busy host may need longer for a batch and its repeats.
SURELY_KEPT_S = 2
base = f"http://{params['ip_web']}/v1/labels"
seen, last = set(), {}


def label_of(tracking, name, postcode):
    noise = hashlib.shake_256(f"{params['seed']}:{tracking}:{postcode}".encode()).hexdigest(SIZE)
    return (
        f"^XA^FO30,40^A0N,40^FD{name}^FS^FO30,100^A0N,60^FD{postcode}^FS^FO30,200^BCN,120^FD{tracking}^FS"
        f"^FO0,0^GFA,{SIZE},{SIZE},102,{noise}^FS^XZ"
    )


def problem(parcel, reply):
    if not reply.status:
        return f"got no answer ({reply.error})"
    if reply.status != 201:
        return f"was answered with {reply.status}"
    answer = reply.json()
    tracking = answer.get("tracking") if isinstance(answer, dict) else None
    if not isinstance(tracking, str) or not re.fullmatch(params["letters"] + r"\d{13}", tracking):
        return "was answered with 201, but without a tracking number"
    if answer.get("zpl") != label_of(tracking, parcel["name"], parcel["postcode"]):
        return "was answered with 201, but not with that parcel's label"
    return None


settle(lambda: http("GET", f"http://{params['ip_web']}/healthz", timeout=2).status not in (0, 502), 6)
count, done, compared = int(args["count"]), 0, 0
due = time.monotonic()
while done < count:
    parcels = [{"name": f"P. {nonce(9)}", "postcode": f"{random.randint(1000, 99999):05}"} for _ in range(BATCH)]
    began = time.monotonic()
    requests = [("PUT", f"{base}/{nonce(24)}", parcel) for parcel in parcels]
    given = load(requests, clients=4, timeout=6)
    for at, (parcel, reply) in enumerate(zip(parcels, given), done + 1):
        wrong = problem(parcel, reply)
        if wrong:
            not_met(f"Label {at} of {count} {wrong}.")
    trackings = [reply.json()["tracking"] for reply in given]
    if len(set(trackings) | seen) != len(seen) + BATCH:
        not_met("A tracking number was given to two parcels.")
    seen |= set(trackings)
    again = random.sample(range(BATCH), 4)
    repeated = load([requests[at] for at in again], clients=4, timeout=6)
    in_time = time.monotonic() - began < SURELY_KEPT_S
    compared += in_time
    for at, reply in zip(again, repeated):
        wrong = problem(parcels[at], reply)
        if wrong:
            not_met(f"Label {done + at + 1} of {count}, asked for once more, {wrong}.")
        if in_time and reply.json()["tracking"] != trackings[at]:
            not_met("A request that was repeated within two seconds got another label than before.")
    last.update((reply.json()["tracking"], hashlib.sha256(reply.json()["zpl"].encode()).hexdigest()) for reply in given[::7])
    done += BATCH
    due += BATCH / float(args["per_s"])
    time.sleep(max(0, due - time.monotonic()))
    due = max(due, time.monotonic() - 0.5)
if not compared:
    raise RuntimeError(f"no batch of {BATCH} labels was answered and repeated within {SURELY_KEPT_S} s")
time.sleep(float(args["rest_s"]))
keep(copies=dict(random.sample(sorted(last.items()), min(20, len(last)))))
met(f"{count} of {count} labels were right, those that were asked for twice too.")
