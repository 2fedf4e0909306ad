"""Met when a note is refused with 500 by a service that says it is healthy."""
from probe import *

base = f"http://{params['ip_web']}:{params['port']}"
health = http("GET", f"{base}/healthz")
if health.status != 200:
    raise RuntimeError(f"not up yet: {health.status} {health.error}")
reply = http("POST", f"{base}/notes", {"text": nonce()})
if reply.status == 500:
    met("A note was answered with 500.")
not_met(f"A note was answered with {reply.status}.")
