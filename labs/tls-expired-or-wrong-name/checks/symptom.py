"""Met when the shop can't pay an order although the payments API is up and nginx takes connections."""
from probe import *

shop = f"http://{params['ip_shop']}:{params['shop_port']}"
if http("GET", f"{shop}/healthz", timeout=2).status != 200:
    raise RuntimeError("the shop is not up yet")
if http("GET", f"http://{params['ip_pay']}:{params['port']}/healthz", timeout=2).status != 200:
    raise RuntimeError("the payments API is not up yet")
try:
    socket.create_connection((params["ip_pay"], 443), 2).close()
except OSError as error:
    raise RuntimeError("nginx is not up yet") from error
reply = http("POST", f"{shop}/orders", {"reference": "s-" + nonce(12), "amount_cents": random.randint(100, 9000)}, timeout=8)
if reply.status == 503:
    met("An order could not be paid: 503.")
if reply.status == 201:
    not_met("An order was paid.")
raise RuntimeError(f"neither paid nor refused: {reply.status} {reply.error}")
