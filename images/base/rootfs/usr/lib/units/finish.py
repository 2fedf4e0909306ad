"""Runs after a unit's process ended: says so in the journal, clears what is left of it, decides on a restart."""

import os
import signal
import time

import unitfile
from supervise import SERVICES, control, drop, get, members, note, put, state_file, wait_for

CLEAN_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE)


def signal_name(number):
    try:
        return signal.Signals(number).name[3:]
    except ValueError:
        return str(number)


def clear_session(leader, limit):
    """Ends what the unit's process left running, as systemd does with the unit's control group."""
    if not leader or not members(leader):
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        for pid, _threads in members(leader):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                continue
        if wait_for(lambda: not members(leader), limit):
            return


def too_quick(name, unit):
    """Counts the starts within StartLimitIntervalSec=; true where StartLimitBurst= is reached. Defaults as in systemd."""
    now = time.time()
    interval = unitfile.seconds(unit.last("Unit", "StartLimitIntervalSec"), 10)
    burst = unit.last("Unit", "StartLimitBurst", "5")
    recent = [text for text in get(state_file(name, "starts")).split() if now - float(text) < interval]
    put(state_file(name, "starts"), " ".join([*recent, str(now)]))
    return interval > 0 and len(recent) + 1 >= (int(burst) if burst.isdigit() else 5)


def wants_restart(policy, clean, killed):
    if policy == "always":
        return True
    if policy == "on-failure":
        return not clean
    if policy in ("on-abnormal", "on-abort"):
        return not clean and killed
    return policy == "on-success" and clean


def main(code, signo):
    """`code` is the exit status, or -1 when `signo` ended the process: runit's arguments to a finish script."""
    name = os.path.basename(os.getcwd())
    os.dup2(1, 2)
    asked = "want down" in get(f"{SERVICES}/{name}/supervise/stat")
    leader = get(state_file(name, "main"))
    drop(state_file(name, "main"))
    unit = unitfile.load(name)
    if unit is None or unitfile.masked(unit.path):
        put(state_file(name, "last"), f"0 {code} {signo} {time.time()} not-found")
        control(name, "d")
        return
    killed = code == -1
    clean = signo in CLEAN_SIGNALS if killed else code == 0 or str(code) in unit.service("SuccessExitStatus").split()
    if killed and not (clean and asked):
        note(f"{name}.service: Main process exited, code=killed, status={signo}/{signal_name(signo)}")
    elif leader and code > 0:
        note(f"{name}.service: Main process exited, code=exited, status={code}/FAILURE")
    if unit.service("KillMode", "control-group") in ("control-group", "mixed"):
        clear_session(leader, 2)
    result = "success" if clean else "signal" if killed else "exit-code"
    note(f"{name}.service: " + ("Deactivated successfully." if clean else f"Failed with result '{result}'."))
    again = not asked and wants_restart(unit.service("Restart", "no"), clean, killed)
    if again and too_quick(name, unit):
        note(f"{name}.service: Start request repeated too quickly.")
        again, result = False, "start-limit-hit"
    put(state_file(name, "last"), f"{leader or 0} {code} {signo} {time.time()} {result}")
    if again:
        count = int(get(state_file(name, "restarts")) or 0) + 1
        put(state_file(name, "restarts"), str(count))
        put(state_file(name, "restart-at"), str(time.time() + unitfile.seconds(unit.service("RestartSec"), 0.1)))
        note(f"{name}.service: Scheduled restart job, restart counter is at {count}.")
    elif asked:
        note(f"Stopped {name}.service - {unit.description}.")
    else:
        control(name, "d")
