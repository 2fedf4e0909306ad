"""Reads what units wrote: svlogd's files under /run/log/journal, one folder a unit."""

import calendar
import json
import os
import time

from supervise import JOURNAL, MAIN, NOTE


# The unit that takes what programs send to /dev/log.
SYSLOG = "syslog"


# Syslog's priorities by their number; what a service prints without one is `info`, see sd-daemon(3).
PRIORITIES = ("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug")
INFO = PRIORITIES.index("info")

# What the supervisor says with another priority than `info`, as systemd does.
NOTABLE = (
    ("Main process exited", "notice"),
    ("Control process exited", "notice"),
    ("Failed with result", "warning"),
    ("Start request repeated", "warning"),
    ("Failed to", "warning"),
)


class Line:
    """One line: `at` in seconds since 1970, who wrote it and what; `priority` as a number of syslog; `unit` is set by its reader."""

    unit = ""

    def __init__(self, at, source, pid, text, priority=INFO):
        self.at = at
        self.source = source
        self.pid = pid
        self.text = text
        self.priority = priority


def priority_of_note(text):
    word = next((word for start, word in NOTABLE if start in text), "info")
    return PRIORITIES.index(word)


def units():
    try:
        return sorted(os.listdir(JOURNAL))
    except FileNotFoundError:
        return []


class Reader:
    """Reads one unit's files from the oldest line on, and later what was added since."""

    def __init__(self, unit):
        self.unit = unit
        self.folder = f"{JOURNAL}/{unit}"
        self.source, self.pid = unit, 0
        self.inode, self.offset = 0, 0
        self.partial = ""

    def old(self):
        """Every line there is."""
        names = sorted(name for name in os.listdir(self.folder) if name.startswith("@"))
        lines = []
        for name in names:
            with open(f"{self.folder}/{name}", encoding="utf-8", errors="replace") as file:
                lines += self._parse(file.read())
        return lines + self.new()

    def new(self):
        """What came since the last call. After a rotation it starts at the new file's beginning."""
        try:
            file = open(f"{self.folder}/current", encoding="utf-8", errors="replace", newline="\n")
        except FileNotFoundError:
            return []
        with file:
            inode = os.fstat(file.fileno()).st_ino
            if inode != self.inode:
                self.inode, self.offset = inode, 0
            file.seek(self.offset)
            text = file.read()
            self.offset = file.tell()
        return self._parse(text)

    def _parse(self, text):
        lines = []
        pieces = (self.partial + text).split("\n")
        self.partial = pieces.pop()
        for piece in pieces:
            stamp, _, rest = piece.partition(" ")
            at = parse_stamp(stamp)
            if at is None:
                continue
            if rest.startswith(MAIN):
                pid, _, source = rest[1:].partition(" ")
                self.pid, self.source = int(pid), source
            elif rest.startswith(NOTE):
                lines.append(Line(at, "systemd", 1, rest[1:], priority_of_note(rest)))
            elif self.unit == SYSLOG:
                lines.append(from_syslog(at, rest))
            elif rest[:1] == "<" and rest[1:2] in set("01234567") and rest[2:3] == ">":
                lines.append(Line(at, self.source, self.pid, rest[3:], int(rest[1])))
            else:
                lines.append(Line(at, self.source, self.pid, rest))
        for line in lines:
            line.unit = self.unit
        return lines


def from_syslog(at, text):
    """A line of socklog, `cron.info: Nov 22 23:11:01 CRON[12]: text`: the sender's own time is left out."""
    kind, _, message = text.partition(": ")
    level = {"error": "err", "warn": "warning", "panic": "emerg"}.get(word := kind.rpartition(".")[2], word)
    priority = PRIORITIES.index(level) if level in PRIORITIES else INFO
    head, colon, rest = message[16:].partition(": ")
    source, _, pid = head.partition("[")
    if not colon or " " in head:
        return Line(at, "syslog", 0, message or text, priority)
    return Line(at, source, int(pid[:-1]) if pid[:-1].isdigit() else 0, rest, priority)


def parse_stamp(stamp):
    """svlogd's `-tt` form `2026-01-31_23:59:59.12345`, UTC; None for anything else."""
    if len(stamp) < 19 or stamp[10] != "_":
        return None
    try:
        whole = calendar.timegm(time.strptime(stamp[:19], "%Y-%m-%d_%H:%M:%S"))
        return whole + float("0" + stamp[19:] if stamp[19:] else 0)
    except ValueError:
        return None


class SenderReader(Reader):
    """Of the syslog's lines only those whose sender is named like a unit: cron writes there as `CRON`."""

    def __init__(self, names):
        super().__init__(SYSLOG)
        self.names = names

    def _parse(self, text):
        return [line for line in super()._parse(text) if line.source.lower() in self.names]


def read(names):
    """All lines of these units in the order of time, and the readers to go on with."""
    readers = [Reader(name) for name in names if os.path.isdir(f"{JOURNAL}/{name}")]
    if SYSLOG not in names and os.path.isdir(f"{JOURNAL}/{SYSLOG}"):
        readers.append(SenderReader(names))
    lines = [line for reader in readers for line in reader.old()]
    return sorted(lines, key=lambda line: line.at), readers


def fields(line, host):
    """A line's fields under the names of systemd.journal-fields(7)."""
    micro = str(int(line.at * 1_000_000))
    pid = {"_PID": str(line.pid)} if line.pid else {}
    # What came through /dev/log belongs to the unit that is named like its sender, as cron's lines do.
    unit = line.source.lower() if line.unit == SYSLOG else line.unit
    return {
        "__REALTIME_TIMESTAMP": micro,
        "_HOSTNAME": host,
        "PRIORITY": str(line.priority),
        "SYSLOG_IDENTIFIER": line.source,
        "_COMM": line.source,
        **pid,
        "_SYSTEMD_UNIT": f"{unit}.service",
        "MESSAGE": line.text,
    }


STAMPS = {"short-iso": "%Y-%m-%dT%H:%M:%S+00:00", "short-full": "%a %Y-%m-%d %H:%M:%S UTC", "verbose": "%a %Y-%m-%d %H:%M:%S UTC"}


def show(line, host, form="short"):
    """A line as journalctl prints it."""
    if form == "cat":
        return line.text
    if form in ("json", "json-pretty"):
        return json.dumps(fields(line, host), ensure_ascii=False, indent=8 if form == "json-pretty" else None)
    stamp = f"{line.at:.6f}" if form == "short-unix" else time.strftime(STAMPS.get(form, "%b %d %H:%M:%S"), time.gmtime(line.at))
    if form == "verbose":
        return "\n".join([stamp, *(f"    {name}={value}" for name, value in fields(line, host).items())])
    if form == "short-precise":
        stamp += f"{line.at % 1:.6f}"[1:]
    who = f"{line.source}[{line.pid}]" if line.pid else line.source
    return f"{stamp} {host} {who}: {line.text}"
