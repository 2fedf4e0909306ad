"""Opens a stream for each till that is planned beside those in the stores, and holds all of them.

Every one has to bring changes of prices, and right ones; quotes have to be right meanwhile, also of many customers at once.
"""
import select

from probe import *

CUSTOMERS = 16
address = (params["ip_web"], int(params["port"]))
number = int(params["planned"]) - int(kept["tills"])
buffers, socks = {}, {}


def cents(sku, quantity=1):
    at = int(hashlib.sha256(f"{params['seed']}:{sku}".encode()).hexdigest()[:12], 16)
    if at % 5 < 2:
        return None
    return ((250 + at // 5 % 80_000) * quantity * (100 + int(params["markup"])) + 50) // 100


def sku_of(change):
    """The article whose price changed as the `change`th."""
    salt = 0
    while True:
        at = int(hashlib.sha256(f"{params['seed']}:change {change} {salt}".encode()).hexdigest()[:12], 16)
        sku = f"{params['letters']}-{at % 900_000 + 100_000}"
        if cents(sku) is not None:
            return sku
        salt += 1


def begin(till):
    """A new stream, read up to its first event; or why there is none."""
    sock = socket.create_connection(address, timeout=5)
    sock.sendall(f"GET /v1/changes?till={till} HTTP/1.1\r\nHost: {address[0]}\r\nAccept: text/event-stream\r\n\r\n".encode())
    text = b""
    while b"event: state" not in text:
        part = sock.recv(4096)
        if not part:
            sock.close()
            line = text.split(b"\r\n", 1)[0].decode("latin-1")
            return None, f"was answered with {line.split(' ', 2)[1]}" if line.startswith("HTTP/") else "got no answer"
        text += part
    socks[sock.fileno()], buffers[sock.fileno()] = sock, text
    return sock, None


def changes(text):
    """What the changes in a stream's text say, in order; the last event may still be on its way."""
    found = re.findall(rb"^event: change\r?\ndata: (.*)\r?\n\r?\n", text, re.MULTILINE)
    return [json.loads(data) for data in found]


def take(seconds):
    """Reads from all streams for so long; gives back how many were ended."""
    poll, ended, until = select.poll(), 0, time.monotonic() + seconds
    for fd in socks:
        poll.register(fd, select.POLLIN)
    while (left := until - time.monotonic()) > 0:
        for fd, _ in poll.poll(left * 1000):
            try:
                part = socks[fd].recv(65536)
            except OSError:
                part = b""
            buffers[fd] += part
            if not part:
                poll.unregister(fd)
                ended += 1
    return ended


began = int(time.time()) // 2
names = [nonce(10) for _ in range(number)]
for at, name in enumerate(names, 1):
    try:
        _, why = begin(name)
    except OSError as error:
        why = f"got no answer ({'timed out' if isinstance(error, TimeoutError) else error})"
    if why:
        not_met(f"Till {at} of {number} beside the {kept['tills']} in the stores {why}.")
for second in range(int(args["hold_s"])):
    ended = take(1)
    if ended:
        not_met(f"{ended} of {number} more streams were ended within {second + 1} s.")
    skus = [f"{random.choice('ABCDEFGH')}{nonce(1)}-{nonce(9)}".upper() for _ in range(CUSTOMERS)]
    replies = load([("GET", f"http://{address[0]}/v1/quotes/{sku}?quantity=3", None) for sku in skus], clients=CUSTOMERS)
    for sku, reply in zip(skus, replies):
        if reply.status != (404 if cents(sku) is None else 200) or (reply.status == 200 and (reply.json() or {}).get("total_cents") != cents(sku, 3)):
            not_met(f"With {params['planned']} tills, a quote was answered with {reply.status or reply.error}, or with a wrong price.")
for text in buffers.values():
    try:
        got = [change for change in changes(text) if change["number"] >= began]
        right = got and all(change["sku"] == sku_of(change["number"]) and change["shelf_cents"] == cents(change["sku"]) for change in got)
    except (ValueError, KeyError, TypeError):
        right = False
    if not right:
        not_met("A stream was open and brought no change of a price, or a wrong one.")
listed = http("GET", f"http://{address[0]}:{address[1]}/v1/streams").text
missing = sum(f'"{name}"' not in listed for name in names)
if missing:
    not_met(f"{missing} of {number} tills that had a stream were not in the list at /v1/streams.")
met(f"{number} more tills had streams that stayed open and brought right prices, {params['planned']} in all.")
