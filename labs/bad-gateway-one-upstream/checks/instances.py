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
    main = min(found, key=lambda process: process.started)
    identity[str(port)] = [main.pid, main.started]
for port, now in identity.items():
    if args["since"] == "traffic" and now != kept["identity"][port]:
        not_met(f"The instance on port {port} was started anew while payments came in.")
    if args["since"] == "restart" and now == kept["identity"][port]:
        not_met(f"The restart did not replace the instance on port {port}.")
keep(identity=identity)
met(f"Both instances ran as {params['service']}.")
