"""Met when a product page fails or comes late."""
from probe import *

base = f"http://{params['ip_web']}"
if http("GET", f"{base}/healthz", timeout=2).status != 200:
    raise RuntimeError("the shop is not up yet")
reply = http("GET", f"{base}/products/K-{nonce(6)}", timeout=10)
if reply.status == 200 and reply.ms < 900:
    not_met("A product page came at once.")
if reply.status:
    met(f"A product page came with {reply.status} after {reply.ms / 1000:.1f} s.")
raise RuntimeError(reply.error)
