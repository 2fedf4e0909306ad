"""What is written: by each process since the last look, on the disk, and whether each upload has its line in the log.

Before the hand-over it keeps which programs the machine has, and today's lines of the log."""
import bz2
import lzma
import posixpath
import stat as modes

from probe import *

# A process may write so much between two looks, a few seconds apart, with a dozen small uploads between them.
QUIET_BYTES = 60_000
# So many lines may come into the logs meanwhile: there is one for each upload.
QUIET_LINES = 30
PROGRAMS = ("/usr/bin", "/usr/sbin")
LINE = rb"archived f[0-9a-f]{16}, \d+ bytes, [^\n]*, sha256 [0-9a-f]{16}"
MOST_UNPACKED = 64 * 1024 * 1024
service, port, uid = params["service"], int(params["port"]), int(params["uid"])


def written(pid):
    """Bytes that a process has written to files, pipes, sockets."""
    with open(f"/proc/{pid}/io") as file:
        return int(next(line for line in file if line.startswith("wchar")).split()[1])


def programs():
    """Sizes of the machine's programs."""
    found = {f"{folder}/{name}": stat(f"{folder}/{name}") for folder in PROGRAMS for name in listdir(folder)}
    return {path: info.st_size for path, info in found.items() if info and info.st_mode & 0o111}


# Nobody puts a log there, or it is the uploads themselves.
NO_LOGS = {"/proc", "/sys", "/dev", "/bin", "/sbin", "/lib", "/lib64", "/usr", "/boot", "/var/lib/dpkg", "/var/cache", f"/var/lib/{service}/archive"}


def files():
    """All files in which a log may be kept, wherever it was moved to."""
    folders, seen = ["/", "/usr/local", "/dev/shm"], set()
    while folders:
        folder = folders.pop()
        for path in (posixpath.join(folder, name) for name in listdir(folder)):
            info = None if path in NO_LOGS else stat(path)
            if info is None or (info.st_dev, info.st_ino) in seen:
                continue
            seen.add((info.st_dev, info.st_ino))
            if modes.S_ISDIR(info.st_mode):
                folders.append(path)
            elif modes.S_ISREG(info.st_mode) and info.st_size:
                yield path


def unpacked(content):
    """What was in a file before it was packed."""
    try:
        if content.startswith(b"\x1f\x8b"):
            return gunzip(content) or b""
        if content.startswith(b"\xfd7zXZ"):
            return lzma.LZMADecompressor().decompress(content, MOST_UNPACKED)
        if content.startswith(b"BZh"):
            return bz2.BZ2Decompressor().decompress(content, MOST_UNPACKED)
    except (OSError, EOFError, lzma.LZMAError):
        return b""
    return content


if not args:
    log = read(f"/srv/{service}/log/{params['agent']}.log") or b""
    keep(programs=programs(), today=[line.decode() for line in re.findall(LINE, log)])
    met("The machine was ready.")

api = listening(port)
if not api or any(found.uid != uid for found in api):
    not_met(f"Nothing listened on port {port} as the service's own user ({service}).")

running = processes()
counts = {}
for found in running:
    try:
        counts[f"{found.pid}.{found.started}"] = written(found.pid)
    except OSError:
        continue
if args["since"] == "quiet":
    grown = {key: count - kept["counts"].get(key, 0) for key, count in counts.items()}
    most = max(grown, key=grown.get)
    if grown[most] > QUIET_BYTES:
        who = next(found for found in running if f"{found.pid}.{found.started}" == most)
        not_met(f"While next to nothing was uploaded, {who.name} ({who.pid}) wrote {grown[most] / 1000:.0f} kB in about three seconds.")
if args["since"] == "restart" and min(found.started for found in api) == kept["api"]:
    not_met("The restart of the service did not replace the process that answers.")

own = [found for found in running if found.uid == uid and found.state != "Z"]
for found in own:
    if found.status.get("TracerPid", "0") != "0":
        tracer = process(int(found.status["TracerPid"]))
        not_met(f"{found.name} ({found.pid}) was traced by another process, {tracer.name if tracer else found.status['TracerPid']}.")

logs, lengths = {}, {}
for found in own:
    for fd in found.fds():
        if fd.regular and not fd.deleted and not fd.target.startswith(("/opt/", "/usr/", "/memfd:", "/run/")):
            logs[fd.inode] = fd.read() or b""
            lengths[str(fd.inode)] = logs[fd.inode].count(b"\n")
            for path in glob(posixpath.splitext(fd.target)[0] + "*"):
                logs[path] = unpacked(read(path) or b"")
if args["since"] == "quiet":
    more = sum(max(0, length - kept["lengths"].get(inode, length)) for inode, length in lengths.items())
    if more > QUIET_LINES:
        not_met(f"While a dozen small files were uploaded, {more} lines came into the logs of {service}'s processes.")
if args["since"] == "none":
    now = programs()
    gone = [path for path, size in kept["programs"].items() if now.get(path) != size]
    if gone:
        not_met(f"Of the programs in {' and '.join(PROGRAMS)}, {len(gone)} could not be run any more as before, {gone[0]} among them.")
lines = b"\n".join(logs.values())
missing = [number for number in kept.get("logged", []) if f"archived {number}".encode() not in lines]
if missing:
    not_met(f"Of {len(kept['logged'])} uploads that reached the archive, {len(missing)} had no line in {params['agent']}'s log.")
if args["since"] == "restart":
    lost = set(kept["today"])
    for path in files():
        if not lost:
            break
        lost -= {line.decode() for line in re.findall(LINE, unpacked(read(path) or b""))}
    if lost:
        not_met(f"Of {len(kept['today'])} lines of this morning, by which disputes are settled, {len(lost)} were nowhere on the machine any more.")
export = read_text(f"/var/lib/{service}/export.csv") or ""
missing = [number for number in kept["exported"] if number not in export] if args["since"] == "restart" else []
if missing:
    not_met(f"Of {len(kept['exported'])} uploads of more than a minute ago, {len(missing)} were not in the export.")

disk = usage("/srv")
if disk.ratio >= 0.9:
    not_met(f"/srv was {disk.ratio:.0%} full.")
keep(counts=counts, lengths=lengths, api=min(found.started for found in api))
met(f"/srv was {disk.ratio:.0%} full." + (f" No process wrote more than {grown[most] / 1000:.0f} kB in some quiet seconds." if args["since"] == "quiet" else ""))
