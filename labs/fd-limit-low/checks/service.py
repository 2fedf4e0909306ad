"""Who serves: the service, as its own user, in the process that did so at the look before."""
from probe import *

port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
main = min(service, key=lambda process: process.started)
identity = [main.pid, main.started]
if args["since"] == "streams" and identity != kept["identity"]:
    not_met("The service was started anew while tills were connected.")
if args["since"] == "restart" and identity == kept["identity"]:
    not_met("The restart of the service did not replace the process that answers.")
keep(identity=identity)
met("The service ran as its own user.")
