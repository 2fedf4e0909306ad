"""The processes that answer requests are not root's."""
from probe import *

server = listening(int(params["port"]))
if not server:
    not_met(f"Nothing listened on port {params['port']}.")
if all(process.uid == 0 for process in server):
    not_met("All processes of the web server ran as root.")
met(f"{len(server)} processes listened on port {params['port']}.")
