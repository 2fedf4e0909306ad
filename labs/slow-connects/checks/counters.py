"""How many connections the kernel turned away at listening sockets, and how many since the last look."""
from probe import *

TOLERATED = 15
with open("/proc/self/net/netstat", encoding="ascii") as file:
    lines = [line.split() for line in file]
table = {}
for names, values in zip(lines[::2], lines[1::2]):
    table.update({f"{names[0]}{name}": int(value) for name, value in zip(names[1:], values[1:])})
turned_away = max(table["TcpExt:ListenOverflows"], table["TcpExt:ListenDrops"])
growth = turned_away - kept.get("turned_away", turned_away)
keep(turned_away=turned_away)
if args.get("compare") and growth > TOLERATED:
    not_met(f"Meanwhile the kernel of {params['host_api']} turned away {growth} connections.")
met(f"Meanwhile the kernel of {params['host_api']} turned away {growth} connections.")
