"""`systemctl status` without a unit, and `is-system-running`: the machine as a whole."""

import os
import time

import state
from listing import supervised
from show import ago, branch, colour, command_line, stamp
from supervise import get, main_pid, members


def system_state():
    """`degraded` where a unit failed, else `running`, as `is-system-running` prints it."""
    return "degraded" if any(state.active_state(name) == "failed" for name in supervised()) else "running"


def started_at():
    """When PID 1 was started, in seconds since 1970; see proc_pid_stat(5) and proc_stat(5)."""
    ticks = int(get("/proc/1/stat").rpartition(")")[2].split()[19])
    booted = next(int(line.split()[1]) for line in get("/proc/stat").splitlines() if line.startswith("btime "))
    return booted + ticks / os.sysconf("SC_CLK_TCK")


def overview():
    """Prints the state of the machine and the processes of its units. Returns the exit status."""
    names, now = supervised(), system_state()
    failed = [name for name in names if state.active_state(name) == "failed"]
    jobs = [name for name in names if state.active_state(name) in ("activating", "deactivating")]
    since = started_at()
    print(f"{colour('●', 32 if now == 'running' else 31)} {os.uname().nodename}")
    print(f"    State: {colour(now, '32;1' if now == 'running' else '31;1')}")
    print(f"    Units: {len(names)} loaded (incl. loaded aliases)")
    print(f"     Jobs: {len(jobs)} queued")
    print(f"   Failed: {len(failed)} unit{'' if len(failed) == 1 else 's'}")
    print(f"    Since: {stamp(since)}; {ago(time.time() - since)} ago")
    print("   CGroup: /")
    print("           ├─init.scope")
    print(f"           │ └─1 {command_line(1)}")
    print("           └─system.slice")
    running = processes_of(names)
    for place, (name, pids) in enumerate(running):
        last = place == len(running) - 1
        print(f"             {branch(last)}{name}.service")
        for pid in pids:
            print(f"             {' ' if last else '│'} {branch(pid == pids[-1])}{pid} {command_line(pid)}")
    return 0


def properties_of_machine():
    """What `systemctl show` without a unit prints of the manager itself."""
    names = supervised()
    return {
        "Version": "257",
        "Architecture": os.uname().machine.replace("_", "-"),
        "UserspaceTimestamp": stamp(started_at()),
        "NNames": str(len(names)),
        "NFailedUnits": str(sum(state.active_state(name) == "failed" for name in names)),
        "NJobs": "0",
        "DefaultStandardOutput": "journal",
        "SystemState": system_state(),
    }


def processes_of(names):
    """Pairs of a unit and its process ids, for those units that run."""
    mains = [(name, main_pid(name)) for name in names]
    return [(name, [pid for pid, _threads in members(main)]) for name, main in mains if main]


def unit_of(pid):
    """The unit that a process belongs to, or None."""
    return next((name for name, pids in processes_of(supervised()) if pid in pids), None)

