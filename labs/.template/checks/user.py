"""The process behind the port runs as the service's own user."""
from probe import *

port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
met(f"Process {service[0].pid} listened on port {port}, as {params['service']}.")
