"""Met when a label that was asked for is still queued after some time."""
from probe import *

order = f"{params['letters']}-{random.randint(10**9, 10**12 - 1)}"
base = f"http://{params['ip_web']}/v1/labels"
asked = http("POST", base, {"order": order, "recipient": "Ada Weber", "street": f"Mill Lane {random.randint(1, 99)}", "postcode": "12345", "town": "Linden"})
if asked.status != 202:
    raise RuntimeError(f"a label was answered with {asked.status} {asked.error}")
if settle(lambda: (http("GET", f"{base}/{order}").json() or {}).get("state") != "queued", 0.9):
    not_met("A label was made at once.")
met("A label was still queued 0.9 seconds after it was asked for.")
