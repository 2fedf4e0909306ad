"""Met when an upload is refused with 507 while the health check is green."""
from probe import *

base = f"http://{params['ip_web']}"
health = http("GET", f"{base}/healthz")
reply = http("POST", f"{base}/files", nonce(60_000))
if health.status == 200 and reply.status == 507:
    met("An upload was answered with 507, the health check with 200.")
if reply.status == 201:
    not_met("An upload was accepted.")
raise RuntimeError(f"health {health.status} {health.error}, upload {reply.status} {reply.error}")
