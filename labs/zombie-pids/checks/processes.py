"""The process behind the port with its limit, the states of all processes in the machine, and whether all pages were counted.

Documents came singly last, so that a service which collects its children, be it only before the next one, has hardly any
left. One that loses them by replacing a process of its own every so often has few at some looks, but not at several
with three documents between them. Whoever tries documents meanwhile makes the count higher, so it may be, but never lower.
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
limits = [process.limit("Max processes") for process in service]
if any(limit is None or limit > int(params["processes"]) for limit in limits):
    not_met("The service's limit of processes was higher than before, or gone.")
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
count = re.match(r"\d+", read_text(f"/var/lib/{params['service']}/pages") or "")
pages = int(count[0]) if count else 0
# A render that is still at work counts its page a moment later.
at_work = sum(process.uid == uid and process.state != "Z" for process in everything) - len(service)
counted = pages - kept["pages"]
if counted + at_work < kept["documents"]:
    not_met(f"The count of pages stood at {kept['pages']} and, {kept['documents']} documents later, at {pages}.")
keep(pages=pages, documents=0, process=identity, restarted=args["since"] == "restart" or bool(kept.get("restarted")))
met(f"{len(defunct)} of {len(everything)} processes were defunct, {counted} pages were counted; process {main.pid} ran as {params['service']}.")
