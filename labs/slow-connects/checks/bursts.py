"""Bursts of calls for the prices of random articles, a new connection for each, how long every call takes, and whether it had to
knock again: whether a segment was sent a second time, by the kernel's count for the connection (tcp_info, tcpi_total_retrans).

`bursts` of them, `every` so many seconds. With `restart`, the first one is sent as soon as the service that ended is there again;
with `other` they go to the second process of the service.
"""
import selectors

from probe import *

ADDRESS = (params["ip_api"], int(params["other_port" if args.get("other") else "port"]))
CALLS = 40
EVERY_S = float(args["every"])
# On a busy host every program may take some time; the kernel's own repetitions do not depend on that.
LATE_S = 1.6
GIVE_UP_S = 4.0
TOLERATED = 0.03
TOTAL_RETRANS = 100


class Call:
    def __init__(self, began):
        self.sku = f"{random.choice('ABCDEFGHKLMNPRSTUVWXYZ')}{nonce(1)}-{nonce(9)}".upper()
        self.quantity = random.randint(1, 40)
        self.began, self.ended, self.answer, self.wrong, self.again = began, None, b"", "", False
        self.connected = False
        self.socket = socket.socket()
        self.socket.setblocking(False)
        self.socket.connect_ex(ADDRESS)

    def end(self, now, wrong=""):
        self.knocked_again()
        self.ended, self.wrong = now, wrong
        self.socket.close()

    def knocked_again(self):
        if self.ended is None and not self.again:
            info = self.socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 192)
            self.again = struct.unpack_from("=I", info, TOTAL_RETRANS)[0] > 0
        return self.again

    def verify(self):
        """What is wrong with the answer, or nothing."""
        head, _, body = self.answer.partition(b"\r\n\r\n")
        unit = 199 + int(hashlib.sha256(f"{params['list']}:{self.sku}".encode()).hexdigest()[:12], 16) % 90_000
        total = (unit * self.quantity * (100 + int(params["markup"])) + 50) // 100
        if not head.startswith((b"HTTP/1.1 200", b"HTTP/1.0 200")):
            return f"was answered with {head[:40].decode('ascii', 'replace').splitlines()[0] if head else 'nothing'}"
        try:
            found = json.loads(body)
        except ValueError:
            found = None
        right = isinstance(found, dict) and found.get("sku") == self.sku and found.get("total_cents") == total
        return "" if right else "was answered with 200, but not with that article's price"


def step(selector, call, now):
    if not call.connected:
        error = call.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if error:
            call.end(now, "was refused" if error == 111 else f"failed ({error})")
            return
        call.connected = True
        path = f"/v1/prices/{call.sku}?quantity={call.quantity}"
        call.socket.send(f"GET {path} HTTP/1.1\r\nHost: prices\r\nConnection: close\r\n\r\n".encode())
        selector.modify(call.socket, selectors.EVENT_READ, call)
        return
    part = call.socket.recv(65536)
    if part:
        call.answer += part
        return
    call.end(now, call.verify())


def run(bursts):
    """All calls, ended or given up."""
    selector, calls, pending, sent, start, judged = selectors.DefaultSelector(), [], set(), 0, time.monotonic(), 0.0
    while pending or sent < bursts:
        if sent < bursts and time.monotonic() >= start + sent * EVERY_S:
            sent += 1
            for _ in range(CALLS):
                call = Call(time.monotonic())
                calls.append(call)
                pending.add(call)
                selector.register(call.socket, selectors.EVENT_WRITE, call)
        for key, _ in selector.select(0.05):
            call = key.data
            try:
                step(selector, call, time.monotonic())
            except OSError as error:
                call.end(time.monotonic(), f"broke off ({type(error).__name__})")
            if call.ended is not None:
                selector.unregister(key.fileobj)
                pending.discard(call)
        now = time.monotonic()
        if now - judged > 0.1 or not pending:
            judged = now
            for call in [call for call in pending if now - call.began > GIVE_UP_S]:
                selector.unregister(call.socket)
                pending.discard(call)
                call.end(now, "got no answer")
            decide(calls, now, CALLS * bursts)
    return calls


def decide(calls, now, planned):
    """Ends the script once something is wrong for certain."""
    wrong = [call for call in calls if call.wrong and call.wrong != "got no answer"]
    if wrong:
        not_met(f"Of {len(calls)} calls, {len(wrong)} failed: one {wrong[0].wrong}.")
    again = [call for call in calls if call.knocked_again()]
    late = [call for call in calls if (call.ended or now) - call.began > LATE_S]
    bad = {call.sku for call in again + late}
    if len(bad) > planned * TOLERATED and (len(bad) > CALLS // 2 or all(call.ended is not None for call in calls)):
        longest = max((call.ended or now) - call.began for call in calls)
        not_met(
            f"Of {len(calls)} calls so far, {len(again)} had to send a segment again and {len(late)} took longer than {LATE_S} s, "
            f"the longest {longest:.1f} s."
        )


def refused():
    with socket.socket() as knock:
        knock.settimeout(0.5)
        return knock.connect_ex(ADDRESS) == 111


def await_restart():
    """Waits until nobody listens, and from then until somebody does."""
    settle(refused, 6, every=0.03)
    settle(lambda: not refused(), 8, every=0.02)


if args.get("restart"):
    await_restart()
if args.get("other") and not settle(lambda: not refused(), 8):
    raise RuntimeError("the second process of the service does not listen")
calls = run(int(args["bursts"]))
longest = max(call.ended - call.began for call in calls)
met(f"{len(calls)} calls in bursts of {CALLS} were answered, the longest after {longest:.2f} s.")
