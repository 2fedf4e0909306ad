"""How much the service holds in memory and in files, and by how much that grew since the last look; which processes serve."""
from probe import *

# A burst that is kept is 70 MB, and 40 MB where it is compressed; what is left of one on a busy host was up to 26 MB.
GROWTH_KB = 36_000
port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
identity = sorted([process.pid, process.started] for process in service)
own = [process for process in processes() if process.uid == uid and process.state != "Z"]
held = sum(int(process.status.get("VmRSS", "0 kB").split()[0]) for process in own)
_, files = files_of(uid)
if args["since"] == "burst":
    if identity != kept["identity"]:
        not_met("Processes of the service were replaced while it answered requests.")
    growth = held - kept["held"]
    if growth > GROWTH_KB:
        not_met(f"The service held {growth / 1000:.0f} MB more than at the look before ({held / 1000:.0f} MB in all).")
    if files - kept["files"] > GROWTH_KB * 1000:
        not_met(f"Files of the service took {(files - kept['files']) / 1e6:.0f} MB more than at the look before ({files / 1e6:.0f} MB in all).")
elif args["since"] == "restart" and any(one in kept["identity"] for one in identity):
    not_met("The restart of the service did not replace the process that answers.")
keep(identity=identity, held=held, files=files)
met(f"The service held {held / 1000:.0f} MB of memory.")
