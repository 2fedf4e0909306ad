"""What the service holds open: how many descriptors, and by how many they grew since the last look."""
from probe import *

GROWTH = 20
port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
main = min(service, key=lambda process: process.started)
identity = [main.pid, main.started]
own = [process for process in processes() if process.uid == uid and process.state != "Z"]
held = sum(len(process.fds()) for process in own)
sockets = {}
for process in own:
    for state, number in process.tcp().items():
        sockets[state] = sockets.get(state, 0) + number

if args["since"] == "burst":
    if identity != kept["identity"]:
        not_met("The service was started anew while it answered requests.")
    growth = held - kept["held"]
    if growth > GROWTH:
        now = ", ".join(f"{number} in {state}" for state, number in sorted(sockets.items()) if state != "LISTEN")
        not_met(f"The service held {growth} descriptors more after the burst than before ({held} in all; its TCP sockets: {now}).")
elif args["since"] == "restart" and identity == kept["identity"]:
    not_met("The restart of the service did not replace the process that answers.")
keep(identity=identity, held=held)
met(f"The service held {held} descriptors open.")
