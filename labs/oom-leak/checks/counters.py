"""How many answers and copies the service says that it keeps, and by how many they grew since the look before."""
from probe import *

# A burst that is kept is 280 answers and more; what the stations asked for within three seconds is some 70.
GROWTH = 200


def counted():
    reply = http("GET", f"http://{params['ip_web']}/metrics", timeout=3)
    found = dict(re.findall(r"^(replies_kept|outbox_waiting) (\d+)$", reply.text, re.MULTILINE))
    if len(found) < 2:
        not_met(f"/metrics did not tell how many answers and copies are kept ({reply.status}).")
    return {name: int(number) for name, number in found.items()}


now = counted()
for name, number in now.items():
    growth = number - kept.get("counted", now)[name]
    if growth > GROWTH:
        not_met(f"{name} was {growth} more than at the look before ({number} in all).")
keep(counted=now)
met(f"{now['replies_kept']} answers and {now['outbox_waiting']} copies were kept.")
