"""Met when a good order is refused with 503 while the health check is green."""
from probe import *

base = f"http://{params['ip_web']}"
sku = f"{params['letters']}-{hashlib.md5(f'{params['seed']}:{random.randint(1, 3000)}'.encode()).hexdigest()[:8].upper()}"
health = http("GET", f"{base}/healthz")
reply = http("POST", f"{base}/orders", {"reference": nonce(16), "sku": sku, "quantity": 1})
if health.status == 200 and reply.status == 503:
    met(f"A good order was answered with 503 after {reply.ms / 1000:.1f} s, the health check with 200.")
if reply.status == 201:
    not_met("A good order was accepted.")
raise RuntimeError(f"health {health.status} {health.error}, order {reply.status} {reply.error}")
