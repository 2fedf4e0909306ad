"""Met when a link is refused with 500."""
from probe import *

reply = http("POST", f"http://{params['ip_web']}/v1/links", {"customer": "c-" + nonce(8)})
if reply.status == 500:
    met("A link was refused with 500.")
if reply.status == 201:
    not_met("A link was made.")
raise RuntimeError(f"neither made nor refused: {reply.status} {reply.error}")
