"""Plays a day of cron in the machine, one round a second. A run of this goes to python3 over standard input, so that nothing of it is a file."""
import datetime
import glob
import os
import pwd
import re
import stat
import subprocess
import time

WEEK = datetime.timedelta(days=7)
HOUR = datetime.timedelta(hours=1)
MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
DAYS = {name: number for number, name in enumerate("sun mon tue wed thu fri sat".split())}
# Lowest, highest and names of minute, hour, day, month and weekday, of which 0 and 7 are Sunday.
FIELDS = ((0, 59, {}), (0, 23, {}), (1, 31, {}), (1, 12, MONTHS), (0, 7, DAYS))
NICKNAMES = {
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
}
PART = re.compile(r"(?:\*|([A-Za-z0-9]+)(?:-([A-Za-z0-9]+))?)(?:/([0-9]+))?")
VARIABLE = re.compile(r"""(?P<quote>["']?)(?P<name>[^\s="']+)(?P=quote)\s*=\s*(?P<around>["']?)(?P<value>.*?)(?P=around)\s*""")
# What the packages bring rotates all logs, which is no job of a lab.
LEFT_OUT = re.compile(r"\b(run-parts|anacron|logrotate)\b")
BOOT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SPOOL = "/var/spool/cron"


def values(field, low, high, names):
    """All that one field of an entry stands for. Raises ValueError where cron would not take it."""
    def number(text):
        found = names[text.lower()] if text.lower() in names else int(text)
        if not low <= found <= high:
            raise ValueError(text)
        return found

    found = set()
    for text in field.split(","):
        part = PART.fullmatch(text)
        # After a single number cron takes no step.
        if not part or part[3] and (part[1] and not part[2] or int(part[3]) == 0):
            raise ValueError(field)
        first = number(part[1]) if part[1] else low
        last = number(part[2]) if part[2] else first if part[1] else high
        found.update(range(first, last + 1, int(part[3] or 1)))
    return found


class Schedule:
    """When an entry is due, by the five fields of its line."""

    def __init__(self, fields):
        self.minutes, self.hours, self.in_month, self.months, self.in_week = (values(field, *of) for field, of in zip(fields, FIELDS, strict=True))
        # Where both are said, a day of the month or one of the week is enough.
        self.either = not fields[2].startswith("*") and not fields[4].startswith("*")

    def fits(self, day):
        by_month, by_week = day.day in self.in_month, not self.in_week.isdisjoint({day.isoweekday(), day.isoweekday() % 7})
        return day.month in self.months and (by_month or by_week if self.either else by_month and by_week)

    def times(self, begin):
        """The moments within a week from then, in order."""
        days = [day for number in range(8) if self.fits(day := begin.date() + datetime.timedelta(days=number))]
        clock = [datetime.time(hour, minute) for hour in sorted(self.hours) for minute in sorted(self.minutes)]
        moments = (datetime.datetime.combine(day, time) for day in days for time in clock)
        return [moment for moment in moments if begin <= moment < begin + WEEK]


def entries(text, owner):
    """Schedule, account, variables and command of each entry of a table; the schedule of a start of the machine is None.

    Raises ValueError or KeyError for what cron would not take: it leaves out the whole table then.
    """
    if text and not text.endswith("\n"):
        raise ValueError("the last line does not end")
    own, found = {}, []
    for line in text.split("\n"):
        line = line.lstrip(" \t")
        if not line or line.startswith("#"):
            continue
        variable = VARIABLE.fullmatch(line)
        if variable:
            own[variable["name"]] = variable["value"]
            continue
        fields = 1 if line.startswith("@") else 5
        words = line.split(None, fields + (owner is None))
        if len(words) <= fields + (owner is None):
            raise ValueError(line)
        when = words[:fields]
        schedule = None if when == ["@reboot"] else Schedule(NICKNAMES.get(when[0], " ".join(when)).split())
        found.append((schedule, pwd.getpwnam(owner or words[fields]), dict(own), words[-1]))
    return found


def trusted(info, owner):
    """Whether cron takes a table with such an owner and mode."""
    if not stat.S_ISREG(info.st_mode) or info.st_nlink != 1:
        return False
    if owner is None:
        return info.st_uid == 0 and not info.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return info.st_uid in (0, pwd.getpwnam(owner).pw_uid) and stat.S_IMODE(info.st_mode) == 0o600


def tables():
    """All entries that cron would take, also those of a table that it would read within the next minute only."""
    paths = [("/etc/crontab", None)]
    paths += [(path, None) for path in sorted(glob.glob("/etc/cron.d/*")) if re.fullmatch(r"[A-Za-z0-9_-]+", os.path.basename(path))]
    paths += [(path, os.path.basename(path)) for path in sorted(glob.glob(f"{SPOOL}/crontabs/*"))]
    for path, owner in paths:
        try:
            if trusted(os.stat(path), owner):
                with open(path, errors="surrogateescape", newline="\n") as file:
                    yield from entries(file.read(), owner)
        except (OSError, KeyError, ValueError):
            continue


def cron_runs():
    """Whether the daemon is there and goes on; what it has started for a job calls itself CRON."""
    for folder in glob.glob("/proc/[0-9]*"):
        try:
            with open(f"{folder}/stat") as file, open(f"{folder}/cmdline") as arguments:
                head, _, tail = file.read().rpartition(")")
                if head.endswith("(cron") and tail.split()[0] in "SRD" and not arguments.read().split("\0")[0].endswith("CRON"):
                    return True
        except OSError:
            continue
    return False


def of_all():
    """Variables that each job gets from the machine, as cron's PAM modules read them."""
    found = {}
    for path in ("/etc/environment", "/etc/default/locale"):
        try:
            with open(path, errors="surrogateescape") as file:
                found.update(re.findall(r"""^\s*(?:export\s+)?(\w+)=["']?(.*?)["']?\s*$""", file.read(), re.M))
        except OSError:
            continue
    return found


def run(person, own, command):
    """Starts a job as cron does, and does not wait for it. Of a command what follows a % is its input, in which each further one ends a line."""
    text, *given = re.split(r"(?<!\\)%", command)
    environment = {**of_all(), "HOME": person.pw_dir, "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin", **own, "LOGNAME": person.pw_name}
    home = environment["HOME"] if os.path.isdir(environment["HOME"]) else SPOOL
    groups = os.getgrouplist(person.pw_name, person.pw_gid)
    try:
        job = start([environment["SHELL"], "-c", text.replace("\\%", "%")], stdin=subprocess.PIPE, cwd=home, env=environment,
                    user=person.pw_uid, group=person.pw_gid, extra_groups=groups)
        with job.stdin:
            job.stdin.write("".join(line.replace("\\%", "%") + "\n" for line in given).encode(errors="surrogateescape"))
    except (OSError, ValueError, subprocess.SubprocessError):
        return


def start(argv, **options):
    return subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, **options)


def round_of(is_first, boot):
    """Starts what is due several times within an hour, in the first round also what is due at all within a week."""
    if is_first and boot and os.access("/etc/rc.local", os.R_OK):
        start(["/bin/sh", "/etc/rc.local"], stdin=subprocess.DEVNULL, cwd="/", env={"PATH": BOOT_PATH})
    if not cron_runs():
        return
    begin = datetime.datetime.now().replace(second=0, microsecond=0)
    for schedule, *job in tables():
        if LEFT_OUT.search(job[-1]):
            continue
        if schedule is None:
            due = is_first and boot
        else:
            moments = schedule.times(begin)
            often = any(later - earlier < HOUR for earlier, later in zip(moments, moments[1:]))
            due = often or is_first and moments
        if due:
            run(*job)


def play(rounds, boot):
    """Ends once the first round was started; the others follow in the background."""
    os.chdir("/")
    round_of(True, boot)
    if rounds == 1 or os.fork():
        return
    os.setsid()
    null = os.open("/dev/null", os.O_RDWR)
    for descriptor in range(3):
        os.dup2(null, descriptor)
    for _ in range(rounds - 1):
        time.sleep(1)
        round_of(False, boot)
