"""What the service holds open, what its log folders hold, and whether orders are on record in full, also those before a rotation."""
import posixpath
import stat as modes

from probe import *

KIB, MB = 1024, 1_000_000
port, uid = int(params["port"]), int(params["uid"])
service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
main = min(service, key=lambda process: process.started)
if [main.pid, main.started] != kept["process"]:
    not_met("The service was started anew while orders came in.")

held, live, folders = [], 0, {f"/var/log/{params['service']}"}
for process in processes():
    if process.uid != uid:
        continue
    for fd in process.fds():
        if not fd.regular or fd.target.startswith(("/opt/", "/usr/", "/memfd:")):
            continue
        if fd.deleted:
            held.append(fd)
        else:
            live = max(live, fd.size)
            folders.add(posixpath.dirname(fd.target))
# After a rotation and new orders no log of the service may be a file without a name, not even one that somebody empties.
logs = [fd for fd in held if posixpath.dirname(fd.target) in folders or fd.target.startswith("/var/log/")]
large = [fd for fd in held if fd.size > 64 * KIB and fd not in logs]
if logs or large:
    size = sum(fd.size for fd in logs + large) / MB
    not_met(f"The service held {len(logs + large)} deleted file(s) open, {size:.1f} MB in all.")


def text(path):
    data = read(path) or b""
    return gunzip(data) or b"" if data[:2] == b"\x1f\x8b" else data


paths = {path for folder in folders for pattern in ("/*", "/*/*") for path in glob(folder + pattern)}
files = {}
for path in paths:
    info = stat(path)
    if info and modes.S_ISREG(info.st_mode):
        files[path] = info


def on_record(data, facts):
    """All of them in the line that has the order's reference: the whole order was written, not only that it happened."""
    at = data.find(facts[0].encode())
    if at < 0:
        return False
    end = data.find(b"\n", at)
    line = data[data.rfind(b"\n", 0, at) + 1 : end if end >= 0 else len(data)]
    return all(re.search(rb"(?<!\w)" + re.escape(fact.encode()) + rb"(?!\w)", line) for fact in facts)


wanted = kept["before"] + kept["expected"] + kept["full"]
missing = list(wanted)
for path in sorted(files, key=lambda path: -files[path].st_mtime):
    if not missing:
        break
    data = text(path)
    missing = [facts for facts in missing if not on_record(data, facts)]
if missing:
    not_met(f"Of {len(wanted)} orders from before and after the last rotation {len(missing)} were not on record in full, rotated files included.")

total = sum(info.st_size for info in files.values())
if total > 20 * MB:
    not_met(f"The service's log files had grown to {total / MB:.1f} MB although they were rotated.")
if live > args["live_mb"] * MB:
    not_met(f"The file that the service writes was {live / MB:.1f} MB, after a day's worth of orders since a rotation.")
disk = usage("/var/log")
if disk.ratio >= 0.9:
    not_met(f"/var/log was {disk.ratio:.0%} full.")
met(f"/var/log was {disk.ratio:.0%} full, no deleted file was held open, and all of {len(wanted)} orders were on record in full.")
