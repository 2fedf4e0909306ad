"""`systemctl status`, `cat` and `show`."""

import os
import sys
import time

import journal
import state
import unitfile
from finish import signal_name
from supervise import get, members, state_file


def ago(seconds):
    """`5min 3s` and the like, as systemd writes spans."""
    seconds = int(seconds)
    for size, word in ((86400, "day"), (3600, "h"), (60, "min")):
        if seconds >= size:
            rest = seconds % size
            smaller = {"day": f"{rest // 3600}h", "h": f"{rest // 60}min", "min": f"{rest}s"}[word]
            whole = f"{seconds // size}{' day' if word == 'day' else word}"
            return f"{whole} {smaller}"
    return f"{seconds}s"


def stamp(at):
    return time.strftime("%a %Y-%m-%d %H:%M:%S UTC", time.gmtime(at))


def colour(text, code):
    return f"\x1b[{code}m{text}\x1b[0m" if sys.stdout.isatty() else text


def branch(last):
    """The line of a tree that leads to an entry."""
    return "└─" if last else "├─"


def command_line(pid):
    words = get(f"/proc/{pid}/cmdline").replace("\0", " ").strip()
    return words or "(" + get(f"/proc/{pid}/comm").strip() + ")"


def resident_mib(pids):
    """Resident memory in MiB, shared pages counted once a process."""
    page = os.sysconf("SC_PAGE_SIZE")
    total = sum(int((get(f"/proc/{pid}/statm").split() or [0, 0])[1]) for pid in pids)
    return total * page / 1048576


def ending(now):
    """`code=exited, status=1/FAILURE`, as status and show print the last exit."""
    if now.code == -1:
        return f"code=killed, signal={signal_name(now.signal)}"
    return f"code=exited, status={now.code}" + ("/SUCCESS" if now.code == 0 else "/FAILURE" if now.code == 1 else "")


def status(name, lines):
    """Prints what `systemctl status` does; returns 0 when active, 3 when not, 4 for an unknown unit."""
    now = state.of(name)
    if now.path is None and now.runit.pid == 0:
        print(f"Unit {unitfile.full(name)} could not be found.", file=sys.stderr)
        return 4
    unit = unitfile.load(name)
    dot = {"active": colour("●", 32), "failed": colour("×", 31), "inactive": "○"}.get(now.active, colour("●", 33))
    description = unit.description if unit else f"{name}.service"
    print(f"{dot} {name}.service - {description}")
    print(f"     Loaded: {now.load}" + (f" ({now.path}; {now.enablement})" if now.load == "loaded" else ""))
    if unit and unit.drop_ins:
        print(f"    Drop-In: {os.path.dirname(unit.drop_ins[0])}")
        for path in unit.drop_ins:
            print(f"             {branch(path == unit.drop_ins[-1])}{os.path.basename(path)}")
    text = f"{now.active} ({now.sub})"
    if now.active == "failed":
        text = f"failed (Result: {now.result})"
    since = now.started_at or now.ended_at
    code = {"active": "32;1", "failed": "31;1"}.get(now.active)
    when = f" since {stamp(since)}; {ago(time.time() - since)} ago" if since else ""
    print(f"     Active: {colour(text, code) if code else text}{when}")
    pids = members(now.main) if now.main else []
    if now.main:
        print(f"   Main PID: {now.main} ({get(f'/proc/{now.main}/comm').strip()})")
        print(f"      Tasks: {sum(threads for _pid, threads in pids)}")
        print(f"     Memory: {resident_mib([pid for pid, _threads in pids]):.1f}M")
        print("  Processes:")
        shown = [pid for pid, _threads in pids[:40]]
        for pid in shown:
            print(f"             {branch(pid == shown[-1])}{pid} {command_line(pid)}")
    elif now.result and now.ended_pid:
        print(f"   Main PID: {now.ended_pid} ({ending(now)})")
    recent, _readers = journal.read([name])
    if lines > 0 and recent:
        print()
        for line in recent[-lines:]:
            print(journal.show(line, os.uname().nodename))
    return 0 if now.active == "active" else 3


def cat(name):
    """Prints the unit file and its drop-ins, each under its path."""
    unit = unitfile.load(name)
    if unit is None:
        print(f"No files found for {unitfile.full(name)}.", file=sys.stderr)
        return 1
    for index, path in enumerate([unit.path, *unit.drop_ins]):
        print(("\n" if index else "") + f"# {path}")
        print(get(path), end="")
    return 0


def properties(name, wanted, bare=False):
    """`systemctl show`: the properties that scripts ask for, with `bare` only their values."""
    now = state.of(name)
    unit = unitfile.load(name)
    table = {
        "Id": f"{name}.service",
        "Description": unit.description if unit else f"{name}.service",
        "LoadState": now.load,
        "ActiveState": now.active,
        "SubState": now.sub,
        "UnitFileState": now.enablement,
        "FragmentPath": now.path or "",
        "DropInPaths": " ".join(unit.drop_ins) if unit else "",
        "MainPID": str(now.main),
        "ExecMainPID": str(now.main or now.ended_pid),
        "ExecMainStatus": str(now.signal if now.code == -1 else now.code),
        "Result": now.result or "success",
        "NRestarts": get(state_file(name, "restarts")) or "0",
        "ActiveEnterTimestamp": stamp(now.started_at) if now.started_at else "",
        "TasksCurrent": str(sum(threads for _pid, threads in members(now.main))) if now.main else "[not set]",
    }
    for (section, key), values in unit.values.items() if unit else []:
        if section == "Service" and values:
            table.setdefault(key, values[-1])
    return print_properties(table, wanted, bare)


def print_properties(table, wanted, bare):
    """Prints those of `table` that `wanted` names, with commas between, or all; `bare` leaves out the names."""
    for key in wanted.split(",") if wanted else table:
        if key in table:
            print(table[key] if bare else f"{key}={table[key]}")
    return 0
