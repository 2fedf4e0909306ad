"""Met when the service is away: a request is answered with 502, or the answer breaks off."""
from probe import *

if http("GET", f"http://{params['ip_web']}/healthz").status == 502:
    met("The service was away: 502.")
for _ in range(40):
    reply = http("PUT", f"http://{params['ip_web']}/v1/labels/{nonce(16)}", {"name": "M. Novak", "postcode": "10115"})
    if reply.status == 502 or "IncompleteRead" in reply.error:
        met(f"A label was answered with {reply.status}." if reply.status else "The answer with a label broke off.")
    if reply.status != 201:
        raise RuntimeError(f"label {reply.status} {reply.error}")
not_met("Labels were answered with 201.")
