"""Whether the links that have to last are still there, and those whose time is over are refused."""
from probe import *

base = f"http://{params['ip_web']}"
gone = 0
for link, customer in kept["lasting"]:
    reply = http("GET", f"{base}/v1/links/{link}")
    if reply.status != 200 or (reply.json() or {}).get("customer") != customer:
        gone += 1
if gone:
    not_met(f"Of {len(kept['lasting'])} links that live for an hour, {gone} did not work any more.")
made = http("POST", f"{base}/v1/links", {"customer": "c-" + nonce(10), "ttl_s": 1}).json()
url = f"{base}/v1/links/{made['link']}" if isinstance(made, dict) and "link" in made else None
if url is None or not settle(lambda: http("GET", url).status == 404, 4):
    not_met("A link that lives for a second still worked some seconds later.")
met(f"All of {len(kept['lasting'])} links that live for an hour still worked.")
