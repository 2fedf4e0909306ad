# The program that listens once more: as its user, with its arguments, environment and folder, on a port of its own, and with clocks that
# are an hour further each time that it looks at one.
fuser -k -KILL -n tcp {{other_port}} > /dev/null 2>&1
setsid timeout -s KILL 40 python3 - $(fuser -n tcp {{port}} 2> /dev/null) > /dev/null 2>&1 <<'PY' &
import itertools, os, runpy, socket, sys, time


def as_process(pid):
    """Takes over what the process was started with, and gives back its program's file."""
    with open(f"/proc/{pid}/cmdline") as file:
        words = file.read().split("\0")[1:-1]
    with open(f"/proc/{pid}/environ") as file:
        environment = dict(pair.split("=", 1) for pair in file.read().split("\0") if "=" in pair)
    with open(f"/proc/{pid}/status") as file:
        ids = {line.split()[0]: int(line.split()[2]) for line in file if line.startswith(("Uid:", "Gid:"))}
    os.chdir(f"/proc/{pid}/cwd")
    os.setgroups([])
    os.setgid(ids["Gid:"])
    os.setuid(ids["Uid:"])
    os.environ.clear()
    os.environ.update(environment)
    while words[0].startswith("-"):
        words.pop(0)
    sys.argv = words
    sys.path[0] = os.path.dirname(os.path.realpath(words[0]))
    return words[0]


hours = itertools.count(1)


def run_ahead(name, hour):
    read = getattr(time, name)
    setattr(time, name, lambda: read() + hour * next(hours))


def bind(sock, address):
    if isinstance(address, tuple) and address[1] == {{port}}:
        address = (address[0], {{other_port}}, *address[2:])
    return at_once(sock, address)


program = as_process(sys.argv[1])
at_once, socket.socket.bind = socket.socket.bind, bind
for name in ("monotonic", "time", "perf_counter"):
    run_ahead(name, 3600)
    run_ahead(name + "_ns", 3600 * 10**9)
runpy.run_path(program, run_name="__main__")
PY
