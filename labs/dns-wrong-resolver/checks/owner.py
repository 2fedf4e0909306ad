"""The process behind the port, whose it is, whether the restart replaced it and a move of the name did not."""
from probe import *

port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
main = min(service, key=lambda process: process.started)
identity = [main.pid, main.started]
if args["since"] == "restart" and identity == kept["process"]:
    not_met("The restart of the service did not replace the process that answers.")
if args["since"] == "move" and identity != kept["process"]:
    not_met("The service was started anew when the stock service moved.")
keep(process=identity)
met(f"Process {main.pid} listened on port {port}, as {params['service']}.")
