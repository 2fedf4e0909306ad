"""The `systemctl` front end: the commands that an engineer uses on services, over runit."""

import os
import sys

import unitfile
from boot import lay_out_all
from edit import disable, edit, enable, mask, revert, unmask
from listing import list_dependencies, list_unit_files, list_units, matched
from overview import overview, properties_of_machine, system_state, unit_of
from show import cat, print_properties, properties, status
from state import active_state, of
from supervise import SERVICES, control, drop, get, lay_out, main_pid, members, state_file, wait_for
from supervise import status as runit_status

VERSION = """systemd 257 (front end over runit)
This machine has no systemd: these commands read a subset of systemd's unit files and drive runit.
Supported are services with ExecStart, ExecStartPre, ExecReload, User, Group, Environment, EnvironmentFile, limits,
Restart and the like, and drop-ins. An edited unit file counts from the unit's next start on."""

HELP = """systemctl [OPTIONS...] COMMAND ...   (front end over runit, see --version)

  list-units [PATTERN...]  list-unit-files [PATTERN...]  --failed  --state=STATE  --all
  status [UNIT|PID...]     show [-p PROPERTY] [--value] UNIT...     cat UNIT...
  is-active  is-enabled  is-failed UNIT...               is-system-running
  start  stop  restart  reload  reload-or-restart  try-restart  kill [-s SIGNAL] UNIT...
  enable [--now]  disable [--now]  mask  unmask  reset-failed  edit  revert UNIT...
  list-dependencies [--reverse] [UNIT]
  daemon-reload  list-timers  list-sockets  list-jobs  get-default"""

# How runit's control pipe calls the signals that it can send.
SIGNAL_LETTERS = {"INT": "i", "QUIT": "q", "HUP": "h", "USR1": "1", "USR2": "2", "KILL": "k"}

# runsvdir looks for new folders at least this often, in seconds.
PICK_UP_SECONDS = 7


class Refused(Exception):
    """A command that can't be done; `status` is what the real systemctl exits with."""

    def __init__(self, text, status=1):
        super().__init__(text)
        self.status = status


def known(name):
    """The unit, ready to be controlled. Refuses names without a unit file."""
    path = unitfile.find(name)
    if path is None:
        raise Refused(f"Unit {unitfile.full(name)} not found.", 5)
    if unitfile.masked(path):
        raise Refused(f"Unit {name}.service is masked.")
    if not os.path.isdir(f"{SERVICES}/{name}"):
        lay_out(name, up=False)
    if not wait_for(lambda: os.path.exists(f"{SERVICES}/{name}/supervise/ok"), PICK_UP_SECONDS):
        raise Refused("Failed to connect to the supervisor: runsvdir does not answer.")
    return unitfile.load(name)


def start(name):
    unit = known(name)
    if active_state(name) == "active":
        return
    for which in ("starts", "restart-at", "last", "restarts"):
        drop(state_file(name, which))
    control(name, "u")
    limit = unitfile.seconds(unit.service("TimeoutStartSec") or unit.service("TimeoutSec"), 90)
    wait_for(lambda: main_pid(name) or get(state_file(name, "last")), limit)
    if main_pid(name) or of(name).result == "success":
        return
    raise Refused(
        f"Job for {name}.service failed because the control process exited with error code.\n"
        f'See "systemctl status {name}.service" and "journalctl -xeu {name}.service" for details.'
    )


def stop(name):
    unit = known(name)
    limit = unitfile.seconds(unit.service("TimeoutStopSec") or unit.service("TimeoutSec"), 90)
    pid = runit_status(name).pid
    signal = unit.service("KillSignal", "SIGTERM").removeprefix("SIG")
    if signal != "TERM" and main_pid(name):
        # runit's `d` would send TERM. `o` only says that this run is the last; the unit's own signal then ends it.
        control(name, "o" + SIGNAL_LETTERS.get(signal, "t"))
    else:
        control(name, "d")
    if not wait_for(lambda: runit_status(name).state == "down", limit):
        control(name, "dk")
        for member, _threads in members(pid):
            os.kill(member, 9)
        wait_for(lambda: runit_status(name).state == "down", 5)
    drop(state_file(name, "restart-at"))


def restart(name):
    if runit_status(name).state != "down":
        stop(name)
    start(name)


def reload(name):
    unit = known(name)
    pid = main_pid(name)
    if not pid:
        raise Refused(f"{name}.service is not active, cannot reload.")
    commands = unit.each("ExecReload")
    if not commands:
        raise Refused(f"Failed to reload {name}.service: Job type reload is not applicable for unit {name}.service.", 3)
    for text in commands:
        argv = unitfile.words(unitfile.specifiers(unit, text.lstrip("-@:+!")))
        argv = unitfile.expand(argv, {**os.environ, "MAINPID": str(pid)})
        if os.spawnvp(os.P_WAIT, argv[0], argv) != 0 and not text.startswith("-"):
            raise Refused(f"Job for {name}.service failed because the control process exited with error code.")


def kill(name, signal):
    known(name)
    pid = main_pid(name)
    for member, _threads in members(pid) if pid else []:
        os.kill(member, signal)


def reload_or_restart(name):
    unit = known(name)
    reload(name) if main_pid(name) and unit.each("ExecReload") else restart(name)


def try_restart(name):
    if active_state(name) == "active":
        restart(name)


def reset_failed(name):
    drop(state_file(name, "last"))


ACTIONS = {
    "start": start,
    "stop": stop,
    "restart": restart,
    "reload": reload,
    "reload-or-restart": reload_or_restart,
    "try-restart": try_restart,
    "condrestart": try_restart,
    "reset-failed": reset_failed,
    "enable": enable,
    "disable": disable,
    "mask": mask,
    "unmask": unmask,
    "edit": edit,
    "revert": revert,
}


def unit_called(name):
    """The unit, which may also be given as one of its process ids."""
    if not name.isdigit():
        return name
    unit = unit_of(int(name))
    if unit is None:
        raise Refused(f"PID {name} does not belong to any loaded unit.")
    return unit


def ask(verb, names):
    """`is-active` and its kin: a word for each unit, exit status as the real one."""
    code = 0
    for name in names:
        if verb == "is-enabled":
            word = of(name).enablement or "not-found"
            code = code or (0 if word in ("enabled", "static") else 1)
        else:
            word = active_state(name)
            good = word == "failed" if verb == "is-failed" else word == "active"
            code = code or (0 if good else 4 if of(name).path is None else 3 if verb == "is-active" else 1)
        if "-q" not in FLAGS and "--quiet" not in FLAGS:
            print(word)
    return code


FLAGS = set()

# Options that take a value, by their short letter where they have one.
VALUED = {"n": "lines", "p": "property", "P": "property", "s": "signal", "t": "type", "o": "output"}
LONG_VALUED = (*VALUED.values(), "state", "kill-whom", "kill-who", "job-mode", "what", "root")

# What this machine can't have, so that the list is truly empty.
EMPTY_LISTS = {"list-timers": "timers", "list-sockets": "sockets", "list-jobs": "jobs", "list-paths": "paths"}


def keep(options, name, value):
    """Properties and states may be asked for more than once."""
    several = name in ("property", "state") and options.get(name)
    options[name] = f"{options[name]},{value}" if several else value


def lines_wanted(text):
    if not text.isdigit():
        raise Refused(f"Failed to parse lines '{text}'")
    return int(text)


def parse(argv):
    """Splits a command line into words and options by their long names; flags go to FLAGS."""
    rest, options = [], {}
    arguments = iter(argv)
    for word in arguments:
        if word == "--":
            rest.extend(arguments)
        elif word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            if name in LONG_VALUED:
                keep(options, name, value if equals else next(arguments, ""))
            else:
                FLAGS.add(word)
        elif word.startswith("-") and len(word) > 1:
            if word[1] in VALUED:
                keep(options, VALUED[word[1]], word[2:] or next(arguments, ""))
                if word[1] == "P":
                    FLAGS.add("--value")
            else:
                FLAGS.update("-" + letter for letter in word[1:])
        else:
            rest.append(word)
    return rest, options


def main(argv):
    """Runs one command line; returns the exit status."""
    rest, options = parse(argv)
    if "--help" in FLAGS or "-h" in FLAGS:
        print(HELP)
        return 0
    if "--version" in FLAGS:
        print(VERSION)
        return 0
    verb, *names = rest or ["list-units"]
    names = [name if name.isdigit() else unitfile.strip_suffix(name) for name in names]
    if verb == "list-dependencies":
        return max([list_dependencies(name, "--reverse" in FLAGS) for name in names or ["multi-user.target"]])
    if verb == "list-units":
        states = "failed" if "--failed" in FLAGS else options.get("state", "")
        return list_units("-a" in FLAGS or "--all" in FLAGS, names, states)
    if verb == "list-unit-files":
        return list_unit_files(names)
    if verb in EMPTY_LISTS:
        print("No jobs running." if verb == "list-jobs" else f"0 {EMPTY_LISTS[verb]} listed.")
        return 0
    if verb == "get-default":
        print("multi-user.target")
        return 0
    if verb in ("daemon-reload", "daemon-reexec"):
        lay_out_all()
        return 0
    if verb == "is-system-running":
        print(system_state())
        return 0 if system_state() == "running" else 1
    if verb == "status" and not names:
        return overview()
    if verb == "show" and not names:
        return print_properties(properties_of_machine(), options.get("property", ""), "--value" in FLAGS)
    if verb in ("reboot", "poweroff", "halt", "rescue", "emergency", "isolate"):
        raise Refused("This machine can't be rebooted or shut down from the inside.")
    if not names:
        raise Refused("Too few arguments.")
    names = [unit for name in names for unit in matched(name)]
    if not names:
        # As the real one, which takes a pattern without a match for nothing to do.
        return 0
    if verb in ("is-active", "is-enabled", "is-failed"):
        return ask(verb, names)
    if verb == "status":
        return max([status(unit_called(name), lines_wanted(options.get("lines", "10"))) for name in names])
    if verb == "show":
        return max([properties(name, options.get("property", ""), "--value" in FLAGS) for name in names])
    if verb == "cat":
        return max([cat(name) for name in names])
    if verb == "kill":
        from signals import number

        for name in names:
            kill(name, number(options.get("signal", "TERM")))
        return 0
    if verb not in ACTIONS:
        raise Refused(f"Unknown command verb '{verb}'.")
    for name in names:
        ACTIONS[verb](name)
        if verb in ("enable", "disable") and "--now" in FLAGS:
            start(name) if verb == "enable" else stop(name)
    return 0


def run():
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(refusal.status)
    except PermissionError as error:
        print(f"Access denied: {error.filename or error.strerror}", file=sys.stderr)
        sys.exit(4)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
        sys.exit(0)
