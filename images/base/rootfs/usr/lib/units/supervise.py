"""The folders that runit supervises, one a unit, and how to talk to it."""

import os
import time

import unitfile

SERVICES = "/run/service"
STATE = "/run/units"
JOURNAL = "/run/log/journal"
HERE = "/usr/lib/units"

# One line of the journal that is ours: `\x1f` marks a note of the supervisor, `\x1e` names the main process.
NOTE = "\x1f"
MAIN = "\x1e"


# The unit's journal as runit opened it; a unit may send its own output elsewhere later.
_journal = os.dup(1)


def note(text):
    """Writes a line to the unit's journal as the supervisor. Only for what runit started: its output is the journal."""
    os.write(_journal, f"{NOTE}{text}\n".encode())


def name_main_process(pid, identifier):
    """Tells the journal which process the lines that follow come from."""
    os.write(_journal, f"{MAIN}{pid} {identifier}\n".encode())


def put(path, text):
    """Writes a small state file in one piece."""
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(text)
    os.rename(path + ".new", path)


def get(path):
    """Content of a small state file, or an empty text."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except OSError:
        return ""


def drop(path):
    try:
        os.unlink(path)
    except FileNotFoundError:
        pass


def state_file(name, which):
    return f"{STATE}/{name}/{which}"


def enabled(name):
    return os.path.lexists(f"{unitfile.WANTS}/{name}.service")


def lay_out(name, up):
    """Makes the folder that runsvdir picks up. With `up` false the unit waits to be started."""
    folder = f"{SERVICES}/{name}"
    if os.path.isdir(folder):
        return
    os.makedirs(f"{STATE}/{name}", exist_ok=True)
    os.makedirs(f"{JOURNAL}/{name}", exist_ok=True)
    put(f"{JOURNAL}/{name}/config", "s2000000\nn4\n")
    building = f"{SERVICES}/.{name}"
    os.makedirs(f"{building}/log", exist_ok=True)
    os.symlink(f"{HERE}/start", f"{building}/run")
    os.symlink(f"{HERE}/finish", f"{building}/finish")
    os.symlink(f"{HERE}/log", f"{building}/log/run")
    if not up:
        put(f"{building}/down", "")
    # runsvdir ignores names that begin with a dot, so it never sees half a folder.
    os.rename(building, folder)


def control(name, letters):
    """Sends runit's control letters. Returns False where nothing supervises the unit."""
    try:
        pipe = os.open(f"{SERVICES}/{name}/supervise/control", os.O_WRONLY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        os.write(pipe, letters.encode())
    finally:
        os.close(pipe)
    return True


class Status:
    """What runit says: `state` is down, run or finish; `pid` is 0 when down; `wanted` tells whether it should be up."""

    def __init__(self, state, pid, wanted):
        self.state = state
        self.pid = pid
        self.wanted = wanted


def status(name):
    """runit's status record: 20 bytes, see runit's `runsv.c`, function update_status."""
    try:
        with open(f"{SERVICES}/{name}/supervise/status", "rb") as file:
            record = file.read(20)
    except OSError:
        record = b""
    if len(record) < 20:
        return Status("down", 0, False)
    states = {0: "down", 1: "run", 2: "finish"}
    return Status(states.get(record[19], "down"), int.from_bytes(record[12:16], "little"), record[17] == ord("u"))


def main_pid(name):
    """The process that the unit's ExecStart became, or 0 while it is not there."""
    now = status(name)
    written = get(state_file(name, "main"))
    return now.pid if now.state == "run" and written == str(now.pid) else 0


def members(main):
    """Processes of a unit as `(pid, threads)`: its main process, whatever is in its session, and their descendants."""
    parents, found = {}, {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        fields = get(f"/proc/{entry}/stat").rpartition(")")[2].split()
        if len(fields) > 17:
            pid = int(entry)
            parents[pid] = (int(fields[1]), int(fields[17]))
            if pid == int(main) or fields[3] == str(main):
                found[pid] = int(fields[17])
    grown = True
    while grown:
        children = {pid: threads for pid, (parent, threads) in parents.items() if parent in found and pid not in found}
        found.update(children)
        grown = bool(children)
    return sorted(found.items())


def wait_for(condition, limit):
    """Polls until `condition` holds or `limit` seconds are over; returns whether it held."""
    end = time.monotonic() + limit
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
