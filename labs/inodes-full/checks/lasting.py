"""Whether the links that have to last are still there, and those whose time is over are refused."""
from probe import *

base = f"http://{params['ip_web']}"
# One that ends while it is asked for is nobody's fault.
before = [(link, customer) for link, customer, expires in kept.get("live", []) if expires > time.time() + 30]
for links, whose in ((before, "links from before that still live"), (kept["lasting"], "links that live for an hour")):
    replies = load([("GET", f"{base}/v1/links/{link}", None) for link, _ in links], clients=4)
    found = [reply.status == 200 and (reply.json() or {}).get("customer") == customer for reply, (_, customer) in zip(replies, links)]
    if not all(found):
        not_met(f"Of {len(links)} {whose}, {found.count(False)} did not work any more.")
made = http("POST", f"{base}/v1/links", {"customer": "c-" + nonce(10), "ttl_s": 1}).json()
url = f"{base}/v1/links/{made['link']}" if isinstance(made, dict) and "link" in made else None
if url is None or not settle(lambda: http("GET", url).status == 404, 4):
    not_met("A link that lives for a second still worked some seconds later.")
met(f"All of {len(kept['lasting'])} links that live for an hour still worked, and {len(before)} from before.")
