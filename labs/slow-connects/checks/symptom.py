"""Met when several calls of a burst take longer than 0.6 s."""
import select

from probe import *

CALLS = 40
WAIT_S = 0.6
poll, waiting = select.poll(), {}
for _ in range(CALLS):
    connection = socket.socket()
    connection.setblocking(False)
    connection.connect_ex((params["ip_api"], int(params["port"])))
    poll.register(connection, select.POLLOUT)
    waiting[connection.fileno()] = connection
end = time.monotonic() + WAIT_S
while waiting and time.monotonic() < end:
    for number, event in poll.poll(max(1, (end - time.monotonic()) * 1000)):
        connection = waiting[number]
        if event & select.POLLOUT and not event & (select.POLLERR | select.POLLHUP):
            connection.send(f"GET /v1/prices/S-{nonce(8)} HTTP/1.1\r\nHost: prices\r\nConnection: close\r\n\r\n".encode())
            poll.modify(connection, select.POLLIN)
            continue
        if connection.recv(12) != b"HTTP/1.1 200":
            raise RuntimeError("a call was not answered with 200")
        poll.unregister(connection)
        del waiting[number]
if len(waiting) >= 3:
    met(f"Of {CALLS} calls, {len(waiting)} took longer than {WAIT_S} s.")
not_met(f"{CALLS - len(waiting)} of {CALLS} calls were answered at once.")
