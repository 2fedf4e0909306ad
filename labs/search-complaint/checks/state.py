"""What runs on the machine, and its files. Keeps it before the hand-over; afterwards compares."""
import os

from probe import *

service, port = params["service"], int(params["port"])
FOLDERS = ("/etc", "/opt", "/usr/local", "/var/spool/cron", f"/var/lib/{service}", "/run/systemd/system", "/run/service")
PROGRAMS = ("/usr/bin", "/usr/sbin", "/usr/lib/units", "/usr/lib/systemd/system", "/usr/lib/python3/dist-packages")
CACHE = f"/var/cache/{service}"
# With those that were set aside: what is rotated keeps its content under another name.
LOGS = (f"/var/log/nginx/{service}.log*", "/var/log/nginx/error.log*", f"/run/log/journal/{service}/*")
# What the service says each time it has read them.
CUSTOMERS_READ = re.compile(rb"\b\d+ customers, \d+ keys that were replaced$", re.M)
SHELLS = ("bash", "sh", "dash")
# Editors leave these while they show a file, Python when it runs one; mtab tells of whoever reads it.
PASSING = re.compile(r"(^__pycache__$|\.pyc$|^\.\S*\.sw.$|^\.#|^supervise$|^mtab$)")
NAMED = 3


def short(*parts):
    return hashlib.md5(b"\0".join(part if isinstance(part, bytes) else str(part).encode() for part in parts)).hexdigest()[:10]


def is_left_behind_by_looking(p):
    """tmux and the shells in it, which wait for somebody to type."""
    return p.name.startswith("tmux") or p.name in SHELLS and all(word.startswith("-") for word in p.argv[1:])


def own_processes():
    """What the machine itself runs: neither what an open terminal started nor what cron has just begun."""
    by_pid = {p.pid: p for p in processes()}

    def line(p):
        found = [p]
        while p.ppid in by_pid and len(found) < 50:
            p = by_pid[p.ppid]
            found.append(p)
        return found

    # While a client of tmux is there, what runs below tmux is in somebody's terminal.
    watched = any(p.name == "tmux: client" and line(p)[-1].pid != 1 for p in by_pid.values())
    own = []
    for p in by_pid.values():
        ancestors = line(p)
        in_tmux = any(each.name.startswith("tmux") for each in ancestors)
        passing = any(each.name == "cron" for each in ancestors[1:]) or in_tmux and (watched or is_left_behind_by_looking(p))
        if p.pid != 1 and p.state != "Z" and ancestors[-1].pid == 1 and not passing:
            own.append(p)
    return own


def proc(path):
    with open(f"/proc/{path}") as file:
        return file.read()


def scheduled(thread):
    """Its nice value, real-time priority and policy, and the CPUs that it may run on."""
    column = proc(f"{thread}/stat").rpartition(")")[2].split()
    return (column[16], column[37], column[38], re.search(r"^Cpus_allowed_list:\t(.*)$", proc(f"{thread}/status"), re.M)[1])


def describe(p):
    # Threads come and go; each has what the one has that started it.
    threads = sorted({scheduled(f"{p.pid}/task/{n}") for n in os.listdir(f"/proc/{p.pid}/task")})
    granted = short(proc(f"{p.pid}/limits"), proc(f"{p.pid}/oom_score_adj"), *threads)
    return [p.name, p.started, granted, "stopped" if p.state == "T" else ""]


def walk(path, found, seen):
    info = stat(path)
    if info is None:
        found[path] = "leads nowhere"
        return
    if (info.st_dev, info.st_ino) in seen and info.st_mode & 0o170000 == 0o040000:
        return
    seen.add((info.st_dev, info.st_ino))
    about = (oct(info.st_mode), info.st_uid, info.st_gid)
    if info.st_mode & 0o170000 == 0o040000:
        found[path + "/"] = short(*about)
        for name in listdir(path):
            if not PASSING.search(name):
                walk(f"{path}/{name}", found, seen)
    else:
        found[path] = short(*about, read(path) or b"")


def files():
    found, seen = {}, set()
    for folder in FOLDERS:
        walk(folder, found, seen)
    for folder in PROGRAMS:
        looks = [(name, stat(f"{folder}/{name}")) for name in listdir(folder) if not PASSING.search(name)]
        found[folder + "/*"] = short(*(f"{name} {info and (info.st_size, int(info.st_mtime))}" for name, info in looks))
    # The same articles give the same bytes; whoever builds the index anew leaves another file.
    index = stat(f"/var/lib/{service}/index.db")
    found["the index"] = short(index and index.st_ino, index and int(index.st_mtime))
    found["packages"] = short(read("/var/lib/dpkg/status") or b"")
    return found


def logs(sizes=None):
    """How long each log is, or was, and what it holds up to there; by file, whatever its name is."""
    found = {}
    for path in (path for log in LOGS for path in glob(log)):
        info = stat(path)
        file = f"{info.st_dev}:{info.st_ino}"
        size = info.st_size if sizes is None else sizes.get(file, [0])[0]
        found[file] = [size, short(read(path, size) or b"")]
    return found


def times_customers_were_read():
    return sum(len(CUSTOMERS_READ.findall(read(path) or b"")) for path in glob(f"/run/log/journal/{service}/*"))


def cached():
    looks = {name: stat(f"{CACHE}/{name}") for name in listdir(CACHE) if name.endswith(".json")}
    return {name: [info.st_ino, int(info.st_mtime * 1000)] for name, info in looks.items() if info}


def names(found):
    rest = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return ", ".join(found[:NAMED]) + rest


def remember():
    running = own_processes()
    if not listening(port) or len(listening(80)) < 2 or any("/usr/lib/units/" in " ".join(p.argv) for p in running if p.name == "python3"):
        not_met("Not all services were up yet.")
    if not cached():
        not_met("Nothing was searched for yet.")
    keep(processes={str(p.pid): describe(p) for p in running}, files=files(), cached=cached(), logs=logs(), customers_read=times_customers_were_read())
    met("The machine is as it is.")


def compare_processes():
    before, now = kept["processes"], {str(p.pid): describe(p) for p in own_processes()}
    gone = [f"{was[0]} ({pid})" for pid, was in before.items() if pid not in now or now[pid][:2] != was[:2]]
    if gone:
        not_met(f"Processes that ran when you came do not run any more, or were started anew: {names(gone)}.")
    added = [f"{each[0]} ({pid})" for pid, each in now.items() if pid not in before]
    if added:
        not_met(f"Processes were there that had not been: {names(added)}.")
    different = [f"{each[0]} ({pid})" for pid, each in now.items() if each != before[pid]]
    if different:
        not_met(f"Processes had another priority, other limits or CPUs, or stood still: {names(different)}.")
    met(f"All {len(now)} processes of the machine had run on, and no other was there.")


def compare_files():
    before, now = kept["files"], files()
    different = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    if different:
        not_met(f"Not as they had been: {names(different)}.")
    there = cached()
    lost = [name for name, was in kept["cached"].items() if there.get(name) != was]
    if lost:
        not_met(f"{len(lost)} of {len(kept['cached'])} answers that were in the cache were not there any more.")
    there = logs(kept["logs"])
    if any(there.get(file) != was for file, was in kept["logs"].items()):
        not_met(f"A log of nginx or of {service} was not there any more, or had lost what was in it.")
    reads = times_customers_were_read()
    if reads != kept["customers_read"]:
        not_met(f"By its journal {service} had read its customers {reads} times; {kept['customers_read']} when you came.")
    met(f"All {len(now)} files and folders were as they had been.")


if "compare" not in args:
    remember()
elif args["compare"] == "processes":
    compare_processes()
else:
    compare_files()
