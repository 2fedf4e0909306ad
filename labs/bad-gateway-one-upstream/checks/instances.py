"""The processes behind the instances' ports: whose they are, and since when they run."""
from probe import *

uid = int(params["uid"])
identity = {}
for n in (1, 2):
    port = int(f"{params['port']}{n}")
    found = listening(port)
    if not found:
        not_met(f"Nothing listened on port {port}.")
    if any(process.uid != uid for process in found):
        not_met(f"What listened on port {port} did not run as {params['service']} (uid {uid}).")
    identity[str(port)] = sorted([process.started, process.pid] for process in found)
for port, now in identity.items():
    if args["since"] == "traffic" and now[0] != kept["identity"][port][0]:
        not_met(f"The instance on port {port} was started anew while payments came in.")
    left = [pid for started, pid in now if args["since"] == "restart" and [started, pid] in kept["identity"][port]]
    if left:
        not_met(f"The restart did not replace what listened on port {port}: process {left[0]} was the same as before.")
keep(identity=identity)
met(f"Both instances ran as {params['service']}.")
