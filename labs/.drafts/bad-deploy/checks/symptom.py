"""Met when a basket of twenty articles is not there for most of a second, while the health check is green."""
from probe import *

LONG_S = 0.8
base = f"http://{params['ip_web']}"
skus = ",".join(f"{params['letters']}-{nonce(8).upper()}" for _ in range(20))
health = http("GET", f"{base}/healthz")
reply = http("GET", f"{base}/v1/basket?skus={skus}&postcode=50667", timeout=LONG_S)
if health.status == 200 and reply.error == "timed out":
    met(f"A basket of 20 articles was not there after {LONG_S:g} s, the health check was green.")
if health.status == 200 and reply.status == 200:
    not_met(f"A basket of 20 articles took {reply.ms / 1000:.1f} s.")
raise RuntimeError(f"health {health.status} {health.error}, basket {reply.status} {reply.error}")
