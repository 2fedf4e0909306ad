"""Met when a quote is refused with 503 while the health check is green and many tills have their stream."""
from probe import *

base = f"http://{params['ip_web']}"
health = http("GET", f"{base}/healthz")
reply = http("GET", f"{base}/v1/quotes/S-{nonce(8)}?quantity=1")
if reply.status in (200, 404):
    not_met(f"A quote was answered with {reply.status}.")
if health.status != 200 or reply.status != 503:
    raise RuntimeError(f"health {health.status} {health.error}, quote {reply.status} {reply.error}")
streams = http("GET", f"http://{params['ip_web']}:{params['port']}/v1/streams").text.splitlines()
if len(streams) < 115:
    not_met(f"A quote was answered with 503, with {len(streams)} streams open.")
met("A quote was answered with 503, the health check with 200.")
