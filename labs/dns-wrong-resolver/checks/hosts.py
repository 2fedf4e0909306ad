"""Whether the machine keeps an address of the stock service for itself, under its long name or a short one."""
from probe import *

name = f"{params['backend']}.prod.{params['company']}.internal"
names = {name, f"{params['backend']}.prod", params["backend"]}
for line in (read("/etc/hosts") or b"").decode(errors="replace").splitlines():
    words = line.partition("#")[0].split()
    if names.intersection(words[1:]):
        not_met(f"The machine kept an address of its own for the stock service: {' '.join(words)}.")
met(f"The address of {name} came from the network, each time.")
