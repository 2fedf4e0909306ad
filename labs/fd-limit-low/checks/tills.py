"""How many of the stores' tills have their stream, and whether each kept it since the last look. Seen from the tills' side."""
from probe import *

SHOP_UID = 1612
port = int(params["port"])
wanted = int(re.search(r"\d+", read_text("/opt/shop/tills.toml")).group())
own = [process for process in processes() if process.uid == SHOP_UID and process.state != "Z"]
held = {fd.inode for process in own for fd in process.fds() if fd.target.startswith("socket:")}
streams = []
with open(f"/proc/{own[0].pid}/net/tcp") as table:
    next(table)
    for line in table:
        column = line.split()
        if column[3] == "01" and int(column[2].rsplit(":", 1)[1], 16) == port and int(column[9]) in held:
            streams.append(int(column[9]))
if args["since"] == "streams":
    ended = len(set(kept["streams"]) - set(streams))
    if ended:
        not_met(f"{ended} of {wanted} tills in the stores had their stream ended meanwhile.")
elif len(streams) < wanted:
    not_met(f"{len(streams)} of {wanted} tills in the stores had a stream.")
keep(tills=wanted, streams=streams)
met(f"All {wanted} tills in the stores had their stream.")
