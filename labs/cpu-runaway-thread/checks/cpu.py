"""How much CPU time the service's user has consumed, and that its processes are the same; by how much it grew since the last look."""
import os

from probe import *

TICKS = os.sysconf("SC_CLK_TCK")
# A label costs some milliseconds on a slow machine, with its requests.
SECONDS_PER_LABEL, SECONDS_APART = 0.04, 1.5
IDLE_SHARE = 0.3
port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
own = [process for process in processes() if process.uid == uid and process.state != "Z"]
pids = {process.pid for process in own}
# Those that a unit started; what they start themselves may come and go.
tops = [process for process in own if process.ppid not in pids]


def consumed(pid):
    """CPU seconds of a process, and of its children that have ended."""
    with open(f"/proc/{pid}/stat", "rb") as file:
        column = file.read().rpartition(b")")[2].split()
    return sum(int(number) for number in column[11:15]) / TICKS


cpu = sum(consumed(process.pid) for process in own)
identity = sorted([process.pid, process.started] for process in tops)
now = time.monotonic()
main = min(service, key=lambda process: process.started)
answering = [main.pid, main.started]
if len(tops) < 2 and args["since"] == "none":
    not_met("Beside the API, no process of the service was running.")
if args["since"] in ("burst", "idle") and identity != kept["identity"]:
    not_met("Processes of the service were ended or started anew while it worked.")
if args["since"] == "burst":
    spent, most = cpu - kept["cpu"], kept["labels"] * SECONDS_PER_LABEL + SECONDS_APART
    if spent > most:
        not_met(f"For {kept['labels']} labels the service consumed {spent:.1f} s of CPU time.")
elif args["since"] == "idle":
    spent, passed = cpu - kept["cpu"], now - kept["at"]
    if spent > IDLE_SHARE * passed:
        not_met(f"With nothing to do, the service consumed {spent:.1f} s of CPU time within {passed:.1f} s.")
elif args["since"] == "restart":
    if answering == kept["answering"]:
        not_met("The restart of the service did not replace the process that answers.")
    if any(each in kept["identity"] for each in identity):
        not_met("The restart of the service and its worker did not replace all of their processes.")
keep(cpu=cpu, identity=identity, at=now, answering=answering)
met(f"The service's processes had consumed {cpu:.1f} s of CPU time.")
