"""What runs for the service, what is in the ledger, and what lies in the queue. Keeps before the hand-over what has to stay as it is."""
from probe import *

service, port, uid = params["service"], int(params["port"]), int(params["uid"])


def terminal(pid):
    """Whether the process has a controlling terminal: then it is somebody's session."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[4] != "0"
    except OSError:
        return False


def main_of(unit):
    text = (read_text(f"/run/units/{unit}/main") or "").strip()
    return int(text) if text.isdigit() else 0


def release():
    """Content and mode of each file of the release before."""
    folder = f"/opt/{service}/releases/{params['old_version']}"
    found = {path: (read(path), stat(path)) for path in glob(f"{folder}/*") + glob(f"{folder}/bin/*")}
    return {path: [hashlib.sha256(content).hexdigest(), info.st_mode] for path, (content, info) in found.items() if content is not None and info}


settlement = process(main_of(f"{service}-settlement"))
if not args:
    if settlement is None:
        not_met("The settlement of the month did not run.")
    keep(settled=[settlement.pid, settlement.started], release=release())
    met("The settlement of the month ran.")

everything = processes()
own = [found for found in everything if found.uid == uid and found.state != "Z"]
api = listening(port)
if not api or any(found.uid != uid for found in api):
    not_met(f"Nothing listened on port {port} as the service's own user ({service}).")
for rater in kept["raters"]:
    number = re.search(r"\[(\d+)\]", rater)
    worker = process(int(number.group(1))) if number else None
    if worker is None:
        not_met(f"The records named {rater or 'nobody'} as the one who rated, and no such process ran.")
    if worker.uid != uid:
        not_met(f"The worker did not run as the service's own user ({service}).")
stopped = [found for found in own if found.state in "Tt"]
if stopped:
    not_met(f"A process of {service} was held, neither running nor gone: {stopped[0].name} ({stopped[0].pid}), state {stopped[0].state}.")

if settlement is None or settlement.uid != uid:
    not_met("The settlement of the month did not run.")
if [settlement.pid, settlement.started] != kept["settled"]:
    not_met("The settlement of the month was started anew.")

identity = [min(found.started for found in api), max(found.pid for found in api)]
if args["since"] == "restart":
    if identity == kept["api"]:
        not_met("The restart of the service did not replace the process that answers.")
    watchers = [found.name for found in everything if found.uid == 0 and found.name.startswith("minutes") and found.started > kept["latest"]]
    if not watchers:
        raise RuntimeError("nobody watched")
    seen = max(watchers).removeprefix("minutes").strip()
    if seen:
        not_met(f"Meanwhile a worker of release {params['old_version']} ran again, as process {seen}.")
    older = [found for found in own if found.started <= kept["latest"] and found.pid != settlement.pid and not terminal(found.pid)]
    if older:
        what = " ".join(older[0].argv)[:160] or older[0].name
        not_met(f"After both units were restarted, a process of {service} from before was still there: {what} ({older[0].pid}).")

now = release()
changed = [path for path, was in kept["release"].items() if now.get(path) != was]
if changed:
    not_met(f"Release {params['old_version']} did not lie ready as it was: {changed[0]} is another one, or gone.")

charges = {}
for line in (read_text(f"/var/lib/{service}/ledger.jsonl") or "").splitlines():
    try:
        record = json.loads(line)
        charges.setdefault(record["reference"], []).append(record["charge_cents"])
    except (ValueError, KeyError, TypeError):
        continue
wrong = [reference for reference, charge in kept["sent"] if charges.get(reference) != [charge]]
if wrong:
    found = charges.get(wrong[0], [])
    not_met(f"Of {len(kept['sent'])} shipments {len(wrong)} did not stand in the ledger once with the right charge; the first of them {len(found)} times.")

spool = f"/var/spool/{service}"
late = [path for path in glob(f"{spool}/cur/*") if (info := stat(path)) and time.time() - info.st_mtime > 100]
if late:
    not_met(f"{len(late)} shipment(s) had been in hand for more than a minute, and were not handed out again.")
keep(api=identity, latest=max(found.started for found in everything))
met(f"{len(kept['sent'])} shipments stood in the ledger once each, with the right charge.")
