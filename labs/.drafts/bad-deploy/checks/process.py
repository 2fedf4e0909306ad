"""The process behind the port: whose it is, since when it runs, and how many descriptors it holds."""
from probe import *

GROWTH = 12
port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
main = min(service, key=lambda process: process.started)
identity = [main.pid, main.started]
held = sum(len(process.fds()) for process in processes() if process.uid == uid and process.state != "Z")
if args["since"] == "burst":
    if identity != kept["identity"]:
        not_met("The service was started anew while it answered requests.")
    if held - kept["held"] > GROWTH:
        not_met(f"The service held {held - kept['held']} descriptors more than before these requests ({held} in all).")
elif args["since"] == "restart" and identity == kept["identity"]:
    not_met("The restart of the service did not replace the process that answers.")
keep(identity=identity, held=held)
met(f"Process {main.pid} listened on port {port}, as {params['service']}.")
