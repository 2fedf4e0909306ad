"""Met when what the customer complains about can be seen: answers that wait for them, or requests that are refused."""
from probe import *

WAITING_BYTES = 10_000


def waits_for(address):
    """Most bytes that lie in one connection from nginx to this address."""
    packed = socket.inet_aton(address)[::-1].hex().upper()
    most = 0
    with open("/proc/net/tcp") as table:
        next(table)
        for line in table:
            _, local, remote, _, queues = line.split()[:5]
            if local.endswith(":0050") and remote.startswith(packed + ":"):
                most = max(most, int(queues.split(":")[0], 16))
    return most


def counted(kind):
    found = re.search(rf'^search_{kind}_total{{customer="{params["customer"]}".*}} (\d+)$', counters.text, re.M)
    return int(found[1]) if found else 0


counters = http("GET", f"http://{params['ip_web']}/metrics", timeout=2)
if counters.status != 200:
    raise RuntimeError(f"metrics {counters.status} {counters.error}")
waiting = waits_for(params["ip_desk"])
if counted("refused") >= 1:
    met(f"{counted('refused')} requests of the customer were answered with 401.")
if waiting > WAITING_BYTES:
    met(f"{waiting} bytes waited in a connection to the customer.")
if counted("answered") >= 3:
    not_met(f"{counted('answered')} requests of the customer were answered, and nothing waited.")
raise RuntimeError(f"refused {counted('refused')}, answered {counted('answered')}, {waiting} bytes waiting")
