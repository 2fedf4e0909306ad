"""Met while requests are not answered, although the service is there."""
from probe import *

SECONDS = 0.6
url = f"http://{params['ip_web']}/v1/stock/{params['letters']}-{1000 + random.randrange(400, 500)}"
reply = http("GET", url, timeout=SECONDS)
if reply.error == "timed out":
    met(f"A request got no answer within {SECONDS} s.")
if reply.status == 200:
    not_met(f"A request took {reply.ms:.0f} ms.")
raise RuntimeError(f"{reply.status} {reply.error}")
