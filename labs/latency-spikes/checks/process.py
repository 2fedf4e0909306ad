"""The process behind the port: whose it is, and since when it runs."""
from probe import *

port, uid = int(params["port"]), int(params["uid"])
service = sorted(listening(port), key=lambda process: process.started)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
identity = [service[0].pid, service[0].started]
if args["since"] == "run" and identity != kept["process"]:
    not_met("The service was started anew while requests came in.")
if args["since"] == "restart" and identity == kept["process"]:
    not_met("The restart of the service did not replace the process that answers.")
keep(process=identity)
met(f"Process {service[0].pid} listened on port {port}, as {params['service']}.")
