"""The `journalctl` front end over svlogd's files."""

import calendar
import fnmatch
import os
import re
import sys
import time

import journal
import unitfile
from overview import started_at
from show import stamp

HELP = """journalctl [OPTIONS...]   (front end over svlogd: what services wrote to standard output and error)

  -u --unit=UNIT         Only this unit, or those that a pattern names; may be given more than once
  -n --lines[=N]         The newest N lines (10 without a number)
  -f --follow            Go on showing new lines
  -e --pager-end         Jump to the end
  -r --reverse           Newest first
  -p --priority=RANGE    Only lines of this priority and above, err for example, or of a range: warning..err
  -k --dmesg             Only the kernel's lines: a machine here has none of its own
  -g --grep=PATTERN      Only lines that match PATTERN, in any case where it has no capitals
  -S --since=TIME        From TIME on: 2026-01-31 23:59:59, 23:59, -5min, "10 minutes ago", today
  -U --until=TIME        Up to TIME
  -o --output=FORM       short, short-iso, short-precise, short-full, short-unix, verbose, json, json-pretty, cat
     --list-boots        The one boot that is known
     FIELD=VALUE         Only lines whose field is VALUE: _PID, _COMM, _SYSTEMD_UNIT, SYSLOG_IDENTIFIER, PRIORITY
     --no-pager          Do not pipe into less
     --disk-usage        Space taken by the files"""


class Usage(Exception):
    """An option that can't be understood."""


UNITS = {"s": 1, "sec": 1, "second": 1, "min": 60, "m": 60, "minute": 60, "h": 3600, "hr": 3600, "hour": 3600}
UNITS |= {"d": 86400, "day": 86400, "w": 604800, "week": 604800}


def span_seconds(text):
    """`1h 5 min`, `2 days` and the like in seconds, or None; see systemd.time(7)."""
    pieces = re.findall(r"(\d+(?:\.\d+)?)\s*([a-z]*)", text)
    rest = re.sub(r"\d+(?:\.\d+)?\s*[a-z]*", "", text)
    lengths = [float(number) * UNITS.get(unit, UNITS.get(unit.removesuffix("s"), 0) if unit else 1) for number, unit in pieces]
    known = all(unit == "" or unit in UNITS or unit.removesuffix("s") in UNITS for _number, unit in pieces)
    return sum(lengths) if pieces and known and not rest.strip() else None


def moment(text):
    """A point in time as people give it to --since, in seconds since 1970."""
    now = time.time()
    days = {"now": now, "today": now - now % 86400, "yesterday": now - now % 86400 - 86400}
    if text in days:
        return days[text]
    span = text.removesuffix(" ago").removeprefix("-")
    if span != text:
        length = span_seconds(span)
        if length is not None:
            return now - length
    for form in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d"):
        try:
            return calendar.timegm(time.strptime(text, form))
        except ValueError:
            continue
    for form in ("%H:%M:%S", "%H:%M"):
        try:
            parsed = time.strptime(text, form)
        except ValueError:
            continue
        return days["today"] + parsed.tm_hour * 3600 + parsed.tm_min * 60 + parsed.tm_sec
    raise Usage(f"Failed to parse timestamp: {text}")


FORMS = ("short", "short-iso", "short-precise", "short-full", "short-unix", "verbose", "json", "json-pretty", "cat")
VALUED = {"u": "unit", "o": "output", "g": "grep", "S": "since", "U": "until", "p": "priority", "t": "identifier"}
FLAGS = {"k": "dmesg", "f": "follow", "e": "end", "r": "reverse", "x": "catalog", "b": "boot", "a": "all", "q": "quiet", "h": "help"}
LONG_FLAGS = ("dmesg", "follow", "reverse", "no-pager", "catalog", "boot", "all", "quiet", "help", "disk-usage", "utc", "no-hostname", "list-boots")


def parse(argv):
    """Options as a dict of texts; `unit` is a list, `lines` a number or None, `match` maps fields to the values wanted."""
    options = {"unit": [], "lines": None, "match": {}}
    words = list(argv)

    def keep(name, value):
        if name == "unit":
            options["unit"].append(unitfile.strip_suffix(value))
        else:
            options[name] = value

    while words:
        word = words.pop(0)
        if word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            name = {"pager-end": "end"}.get(name, name)
            if name == "lines":
                options["lines"] = value if equals else count_from(words)
            elif name in VALUED.values():
                keep(name, value if equals else words.pop(0) if words else "")
            elif name in LONG_FLAGS or name == "end":
                keep(name, "yes")
            else:
                raise Usage(f"journalctl: unrecognized option '{word}'")
        elif word.startswith("-") and len(word) > 1:
            letters = word[1:]
            while letters:
                letter, letters = letters[0], letters[1:]
                if letter == "n":
                    number = letters or count_from(words)
                    options["lines"], letters = number.lstrip("="), ""
                elif letter in VALUED:
                    keep(VALUED[letter], letters or (words.pop(0) if words else ""))
                    letters = ""
                elif letter == "b" and (letters or (words and re.fullmatch(r"[+-]?\d+", words[0]))):
                    keep("boot", letters or words.pop(0))
                    letters = ""
                elif letter in FLAGS:
                    keep(FLAGS[letter], "yes")
                else:
                    raise Usage(f"journalctl: invalid option -- '{letter}'")
        elif re.fullmatch(r"_{0,2}[A-Z][A-Z0-9_]*=.*", word):
            name, _equals, value = word.partition("=")
            options["match"].setdefault(name, set()).add(value)
        else:
            raise Usage(f"Failed to add match '{word}': Invalid argument")
    return options


def count_from(words):
    """The number after `-n`, which may be left out."""
    return words.pop(0) if words and (words[0].isdigit() or words[0] == "all") else "10"


def chooser(options):
    """A function that tells whether a line is wanted."""
    since = moment(options["since"]) if options.get("since") else 0
    until = moment(options["until"]) if options.get("until") else float("inf")
    source = options.get("identifier", "")
    try:
        pattern = re.compile(options.get("grep", ""), 0 if any(map(str.isupper, options.get("grep", ""))) else re.IGNORECASE)
    except re.error as problem:
        raise Usage(f"Bad pattern \"{options['grep']}\": {problem}") from None
    levels = range(0) if "dmesg" in options else priorities(options.get("priority", "debug"))
    match, host = options["match"], os.uname().nodename

    def matches(line):
        known = journal.fields(line, host) if match else {}
        return all(known.get(name) in values for name, values in match.items())

    return lambda line: (
        since <= line.at <= until
        and pattern.search(line.text)
        and source in ("", line.source)
        and line.priority in levels
        and matches(line)
    )


def units_wanted(names):
    """The units that were asked for, patterns among them, or all."""
    known = journal.units()
    return [unit for name in names for unit in (fnmatch.filter(known, name) or [name])] if names else known


def priorities(text):
    """The priorities that `--priority` names: a word or number and all above it, or a range with two dots."""
    first, dots, last = text.partition("..")
    try:
        numbers = [int(word) if word.isdigit() else journal.PRIORITIES.index(word) for word in (first, last or first)]
    except ValueError:
        raise Usage(f"Unknown log level {text}") from None
    return range(min(numbers) if dots else 0, max(numbers) + 1)


def main(argv):
    options = parse(argv)
    if "help" in options:
        print(HELP)
        return
    if "disk-usage" in options:
        total = sum(os.path.getsize(f"{folder}/{file}") for folder, _dirs, files in os.walk(journal.JOURNAL) for file in files)
        print(f"Archived and active journals take up {total / 1048576:.1f}M in the file system.")
        return
    boot = options.get("boot", "yes")
    if boot not in ("yes", "0", "-0", "+0"):
        raise Usage(f"Data from the specified boot ({boot}) is not available: No such boot ID in journal")
    if "list-boots" in options:
        print("IDX BOOT ID                          FIRST ENTRY                 LAST ENTRY")
        every, _readers = journal.read(journal.units())
        first, last = (every[0].at, every[-1].at) if every else (started_at(), time.time())
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            boot_id = file.read().strip().replace("-", "")
        print(f"  0 {boot_id} {stamp(first)} {stamp(last)}")
        return
    if options.get("output", "short") not in FORMS:
        raise Usage(f"Unknown output '{options['output']}'.")
    host, form, wanted = os.uname().nodename, options.get("output", "short"), chooser(options)
    lines, readers = journal.read(units_wanted(options["unit"]))
    lines = [line for line in lines if wanted(line)]
    count = options["lines"]
    if count is None and "follow" in options:
        count = "10"
    if count is not None and count != "all":
        lines = lines[-int(count) :] if int(count) else []
    if "reverse" in options:
        lines.reverse()
    if not lines and "follow" not in options and "quiet" not in options:
        print("-- No entries --")
    show(lines, host, form, options)
    while "follow" in options:
        for line in sorted((line for reader in readers for line in reader.new()), key=lambda line: line.at):
            if wanted(line):
                print(journal.show(line, host, form), flush=True)
        time.sleep(0.2)


def show(lines, host, form, options):
    """Prints, through a pager where the real one does."""
    paged = sys.stdout.isatty() and "follow" not in options and "no-pager" not in options
    if not paged:
        for line in lines:
            print(journal.show(line, host, form), flush="follow" in options)
        return
    import subprocess

    command = ["less", "+G"] if "end" in options else ["less"]
    pager = subprocess.Popen(command, stdin=subprocess.PIPE, env={**os.environ, "LESS": "FRSXMK"}, text=True)
    try:
        for line in lines:
            pager.stdin.write(journal.show(line, host, form) + "\n")
        pager.stdin.close()
    except BrokenPipeError:
        pass
    pager.wait()


def run():
    try:
        main(sys.argv[1:])
    except Usage as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open("/dev/null", os.O_WRONLY), 1)
