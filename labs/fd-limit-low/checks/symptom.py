"""Met when quotes are refused with 503, one after the other, while the health check is green and as many tills as may have their stream."""
from probe import *

base = f"http://{params['ip_web']}"
health = http("GET", f"{base}/healthz")
for _ in range(3):
    # Of those that come while the tills connect one may be refused, and the next one not.
    reply = http("GET", f"{base}/v1/quotes/S-{nonce(8)}?quantity=1")
    if reply.status in (200, 404):
        not_met(f"A quote was answered with {reply.status}.")
    if health.status != 200 or reply.status != 503:
        raise RuntimeError(f"health {health.status} {health.error}, quote {reply.status} {reply.error}")
    time.sleep(0.1)
streams = http("GET", f"http://{params['ip_web']}:{params['port']}/v1/streams").text.splitlines()
if len(streams) < 118:
    not_met(f"A quote was answered with 503, with {len(streams)} streams open.")
met("A quote was answered with 503, the health check with 200.")
