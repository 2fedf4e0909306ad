"""Who listens on the port: as which user, and after the restart whether all of them are new, and left alone."""
from probe import *

port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
if args["since"] == "restart" and any([process.pid, process.started] in kept["served"] for process in service):
    not_met("The restart of the service did not replace the process that answers.")
tracers = traced(service)
if args["since"] == "restart" and tracers:
    not_met(f"Since its restart, another program has taken hold of the service: {tracers}.")
keep(served=[[process.pid, process.started] for process in service])
met(f"Process {service[0].pid} listened on port {port}, as {params['service']}.")
