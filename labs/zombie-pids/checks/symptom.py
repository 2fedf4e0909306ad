"""Met when a document is refused with 503."""
from probe import *

reply = http("POST", f"http://{params['ip_web']}/documents", {"title": "No. " + nonce(6), "lines": [nonce(12)]})
if reply.status == 503:
    met("A document was answered with 503.")
if reply.status == 200:
    not_met("A document was rendered.")
raise RuntimeError(f"neither rendered nor refused: {reply.status} {reply.error}")
