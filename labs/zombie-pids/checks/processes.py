"""The process behind the port, and the states of all processes in the machine.

Documents came singly last, so that a service which collects its children, be it only before the next one, has hardly any
left. One that loses them by replacing a process of its own every so often has few at some looks, but not at several
with three documents between them.
"""
from probe import *

DEFUNCT_ALLOWED = 2
port, uid = int(params["port"]), int(params["uid"])
service = sorted(listening(port), key=lambda process: process.started)
if not service:
    not_met(f"Nothing listened on port {port}.")
main = service[0]
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
identity = [main.pid, main.started]
if args["since"] == "burst" and identity != kept["process"]:
    not_met("The service was started anew while documents were rendered.")
if args["since"] == "restart" and identity == kept["process"]:
    not_met("The restart of the service did not replace the process that answers.")
everything = processes()
held = traced(process for process in everything if process.uid == uid)
if held and kept.get("restarted"):
    not_met(f"Since its restart, another program has taken hold of the service again: {held}.")
defunct = [process for process in everything if process.state == "Z"]
if len(defunct) > DEFUNCT_ALLOWED:
    not_met(f"{len(defunct)} of {len(everything)} processes were defunct.")
keep(process=identity, restarted=args["since"] == "restart" or bool(kept.get("restarted")))
met(f"{len(defunct)} of {len(everything)} processes were defunct; process {main.pid} listened on port {port}, as {params['service']}.")
