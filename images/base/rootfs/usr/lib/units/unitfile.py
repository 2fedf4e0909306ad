"""Reads systemd unit files: search path, drop-ins, words. Knows nothing of processes."""

import os

SEARCH = ("/etc/systemd/system", "/run/systemd/system", "/usr/lib/systemd/system")
WANTS = "/etc/systemd/system/multi-user.target.wants"

# Keys of [Service] that the runner applies, or that change nothing under this supervisor.
APPLIED = frozenset(
    """Type User Group SupplementaryGroups WorkingDirectory Environment EnvironmentFile LimitNOFILE LimitNPROC LimitCORE
    LimitFSIZE LimitAS UMask ExecStartPre ExecStart ExecReload Restart RestartSec PIDFile TimeoutStopSec TimeoutStartSec
    TimeoutSec KillSignal KillMode RemainAfterExit StandardOutput StandardError StandardInput SyslogIdentifier
    SuccessExitStatus NotifyAccess IgnoreSIGPIPE SyslogFacility SyslogLevel""".split()
)


class Unit:
    """A unit as its files say now: `values[(section, key)]` holds every assignment left after resets, in order."""

    def __init__(self, name, path):
        self.name = name
        self.path = path
        self.drop_ins = []
        self.values = {}
        self.notes = []

    def last(self, section, key, default=""):
        found = self.values.get((section, key))
        return found[-1] if found else default

    def each(self, key):
        return self.values.get(("Service", key), [])

    def service(self, key, default=""):
        return self.last("Service", key, default)

    @property
    def description(self):
        return self.last("Unit", "Description", self.name + ".service")


def strip_suffix(name):
    """`nginx.service` and `nginx` are the same unit."""
    return name[: -len(".service")] if name.endswith(".service") else name


def full(name):
    """The unit's whole name, as messages print it: a timer or a target keeps its own ending."""
    return name if name.rpartition(".")[2] in ("timer", "socket", "target", "mount", "path", "slice", "scope", "device") else f"{name}.service"


def find(name):
    """Path of a unit's file, or None. A mask is a link to /dev/null and counts as found."""
    for folder in SEARCH:
        path = f"{folder}/{name}.service"
        if os.path.lexists(path):
            return path
    return None


def masked(path):
    return os.path.realpath(path) == "/dev/null"


def load(name):
    """Reads a unit with its drop-ins, or returns None where it has no file."""
    path = find(name)
    if path is None:
        return None
    unit = Unit(name, path)
    _read(unit, path)
    for folder in reversed(SEARCH):
        drop_ins = f"{folder}/{name}.service.d"
        if os.path.isdir(drop_ins):
            for entry in sorted(os.listdir(drop_ins)):
                if entry.endswith(".conf"):
                    unit.drop_ins.append(f"{drop_ins}/{entry}")
                    _read(unit, unit.drop_ins[-1])
    return unit


def _read(unit, path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            text = file.read()
    except OSError as error:
        unit.notes.append(f"{path}: {error.strerror}, ignoring.")
        return
    section = ""
    number = 0
    pending = ""
    for raw in text.split("\n"):
        number += 1
        line = raw.strip()
        if line[:1] in ("#", ";") or (not line and not pending):
            continue
        if line.endswith("\\"):
            pending += line[:-1] + " "
            continue
        line, pending = pending + line, ""
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1]
            continue
        key, equals, value = line.partition("=")
        key, value = key.strip(), value.strip()
        if not equals:
            unit.notes.append(f"{path}:{number}: Missing '=', ignoring line.")
        elif value == "":
            unit.values[(section, key)] = []
        else:
            unit.values.setdefault((section, key), []).append(value)
            if section == "Service" and key not in APPLIED:
                unit.notes.append(f"{path}:{number}: {key}= has no effect on this machine, ignoring.")


def words(text):
    """Splits a command line the way unit files do: blanks, single and double quotes, backslash escapes."""
    found, word, quote, inside, index = [], "", "", False, 0
    escapes = {"n": "\n", "t": "\t", "s": " ", "r": "\r"}
    while index < len(text):
        char = text[index]
        if char == "\\" and index + 1 < len(text):
            index += 1
            word += escapes.get(text[index], text[index])
            inside = True
        elif quote:
            if char == quote:
                quote = ""
            else:
                word += char
        elif char in "\"'":
            quote, inside = char, True
        elif char in " \t":
            if inside:
                found.append(word)
            word, inside = "", False
        else:
            word += char
            inside = True
        index += 1
    if inside:
        found.append(word)
    return found


def specifiers(unit, text):
    """Replaces `%n`, `%N`, `%p`, `%H` and `%%`; leaves others as they are."""
    if "%" not in text:
        return text
    table = {"n": unit.name + ".service", "N": unit.name, "p": unit.name, "H": os.uname().nodename, "%": "%"}
    out, index = "", 0
    while index < len(text):
        if text[index] == "%" and text[index + 1 : index + 2] in table:
            out += table[text[index + 1]]
            index += 2
        else:
            out += text[index]
            index += 1
    return out


def expand(argv, environment):
    """Puts variables into words: `${NAME}` anywhere in a word, `$NAME` as a word of its own, which is split at blanks."""
    out = []
    for word in argv:
        if word.startswith("$") and word[1:].replace("_", "").isalnum():
            out += environment.get(word[1:], "").split()
            continue
        pieces = word.split("${")
        text = pieces[0]
        for piece in pieces[1:]:
            name, brace, rest = piece.partition("}")
            text += environment.get(name, "") + rest if brace else "${" + piece
        out.append(text.replace("$$", "$"))
    return out


def seconds(text, default):
    """A time span such as `5`, `5s`, `500ms`, `1min 30s`, in seconds; `infinity` is an hour."""
    if text == "infinity":
        return 3600.0
    units = {"ms": 0.001, "s": 1, "sec": 1, "min": 60, "m": 60, "h": 3600, "": 1}
    total, found = 0.0, False
    for piece in text.split():
        digits = piece.rstrip("abcdefghijklmnopqrstuvwxyz")
        try:
            total += float(digits) * units[piece[len(digits) :]]
        except (ValueError, KeyError):
            return default
        found = True
    return total if found else default
