"""Keeps the orders that wait before anybody comes."""
from probe import *

waited = {}
for path in glob(f"/var/spool/{params['service']}/queue/*.json"):
    address = json.loads(read_text(path) or "null")
    waited[address.pop("order")] = address
keep(waited=waited)
met(f"{len(waited)} orders waited.")
