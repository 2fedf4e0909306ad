"""How often the bank was asked to charge each of the payments, and by which instances."""
from probe import *

bank = f"http://{params['ip_shop']}:{params['bank_port']}"
terminals = {f"{params['tid']}{node}{n}": params[f"ip_node{node}"] for node in (1, 2) for n in (1, 2)}
share = dict.fromkeys(terminals, 0)
references = [reference for reference, _ in kept["paid"]]
for reply in load([("GET", f"{bank}/charges/{reference}", None) for reference in references]):
    if reply.status != 200:
        raise RuntimeError(f"the bank's book: {reply.status} {reply.error}")
    charges = reply.json()
    if len(charges) != 1:
        not_met(f"A payment was charged {len(charges)} times.")
    terminal, origin = charges[0]["terminal"], charges[0]["from"]
    if terminals.get(terminal) != origin:
        not_met(f"A payment was charged by terminal {terminal} from {origin}, where it does not belong.")
    share[terminal] += 1
for terminal, count in share.items():
    if count < len(references) * 0.08:
        not_met(f"Of {len(references)} payments, terminal {terminal} charged {count}; all four instances are to share them.")
met(f"{len(references)} payments were charged once each: " + ", ".join(f"{n} by {t}" for t, n in share.items()) + ".")
