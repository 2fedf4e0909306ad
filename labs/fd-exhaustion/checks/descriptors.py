"""What the service holds open: how many descriptors, and by how many they grew since the last look.

A pool may grow in a burst. A few requests one after another need nothing more than is there; two looks after a few each also
find out a service that loses what it leaked by replacing a process of its own every so often.
"""
from probe import *

GROWTH = {"burst": 20, "few": 3}
FILES = 128
port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
for process in service:
    allowed = process.limit("Max open files")
    if allowed is None or allowed > FILES:
        not_met(f"The service may have {allowed or 'any number of'} files open.")
main = min(service, key=lambda process: process.started)
identity = [main.pid, main.started]
own = [process for process in processes() if process.uid == uid and process.state != "Z"]
tracers = traced(own)
if tracers and kept.get("restarted"):
    not_met(f"Since its restart, another program has taken hold of the service again: {tracers}.")
held = sum(len(process.fds()) for process in own)
sockets = {}
for process in own:
    for state, number in process.tcp().items():
        sockets[state] = sockets.get(state, 0) + number

if args["since"] in GROWTH:
    if identity != kept["identity"]:
        not_met("The service was started anew while it answered requests.")
    growth = held - kept["held"]
    if growth > GROWTH[args["since"]]:
        now = ", ".join(f"{number} in {state}" for state, number in sorted(sockets.items()) if state != "LISTEN")
        not_met(f"The service held {growth} descriptors more than at the look before ({held} in all; its TCP sockets: {now}).")
elif args["since"] == "restart" and identity == kept["identity"]:
    not_met("The restart of the service did not replace the process that answers.")
keep(identity=identity, held=held, restarted=args["since"] == "restart" or bool(kept.get("restarted")))
met(f"The service held {held} descriptors open.")
