"""Met when a page is refused with 403."""
from probe import *

reply = http("GET", f"http://{params['ip_web']}:{params['port']}/")
if reply.status == 403:
    met("A page was answered with 403.")
if reply.status == 200:
    not_met("A page was answered with 200.")
raise RuntimeError(f"neither read nor refused: {reply.status} {reply.error}")
