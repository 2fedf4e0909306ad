"""Met when a quote is refused with 503 while the health check is green."""
from probe import *

base = f"http://{params['ip_web']}"
health = http("GET", f"{base}/healthz")
reply = http("GET", f"{base}/v1/quotes/S-{nonce(8)}?quantity=1")
if health.status == 200 and reply.status == 503:
    met("A quote was answered with 503, the health check with 200.")
if reply.status in (200, 404):
    not_met(f"A quote was answered with {reply.status}.")
raise RuntimeError(f"health {health.status} {health.error}, quote {reply.status} {reply.error}")
