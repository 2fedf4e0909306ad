"""Who listens on the port: as which user, and whether another program has taken hold of it since the restart."""
from probe import *

port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
tracers = traced(service)
if tracers:
    not_met(f"Since its restart, another program has taken hold of the service: {tracers}.")
met(f"Process {service[0].pid} listened on port {port}, as {params['service']}.")
