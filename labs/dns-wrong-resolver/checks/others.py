"""Whether the stock service was asked by each of the names that the other program had: it can tell by which one somebody came."""
from probe import *

COUNT = 3
# What was asked longer ago was another check's.
RECENT_S = 20

reply = http("GET", f"http://{params['ip_stock']}:{params['backend_port']}/asked")
if reply.status != 200:
    raise RuntimeError(f"the stock service itself answered {reply.status} {reply.error}")
zone = f".any.prod.{params['company']}.internal"
came = sum(asked["host"].partition(":")[0].endswith(zone) and asked["age_s"] < RECENT_S for asked in reply.json())
if came < COUNT:
    not_met(f"Another program of this machine, run by an ordinary user, went to {COUNT} hosts of this site by name. It came to {came} within a second.")
met(f"Another program of this machine, run by an ordinary user, came to {COUNT} of {COUNT} hosts of this site by name.")
