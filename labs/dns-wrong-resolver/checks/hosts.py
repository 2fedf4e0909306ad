"""Whether the machine keeps an address of the stock service's name for itself."""
from probe import *

name = f"{params['backend']}.prod.{params['company']}.internal"
for line in (read("/etc/hosts") or b"").decode(errors="replace").splitlines():
    words = line.partition("#")[0].split()
    if name in words[1:]:
        not_met(f"The machine kept an address for {name} of its own: {words[0]}.")
met(f"The address of {name} came from the network, each time.")
