# Starts what the crontabs have for every minute, as cron does: its user, its environment, its shell. Not waited for.
exec python3 - <<'END'
import datetime, os, pathlib, pwd, re, subprocess, sys, time

NAMES = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
DAYS = {name: n for n, name in enumerate("sun mon tue wed thu fri sat".split())}


def fits(field, value, first, last, names):
    for part in field.lower().split(","):
        span, _, step = part.partition("/")
        step = int(step or 1)
        if span == "*":
            low, high = first, last
        else:
            low, _, high = span.partition("-")
            low = names.get(low, None) if low in names else int(low)
            high = (names[high] if high in names else int(high)) if high else (last if step > 1 else low)
        if low <= value <= high and (value - low) % step == 0:
            return True
    return False


def due(fields, at):
    minute, hour, day, month, weekday = fields
    in_month = fits(day, at.day, 1, 31, {})
    today = at.isoweekday() % 7
    in_week = fits(weekday, today, 0, 7, DAYS) or (today == 0 and fits(weekday, 7, 0, 7, DAYS))
    days = in_month and in_week if day.startswith("*") or weekday.startswith("*") else in_month or in_week
    return days and fits(minute, at.minute, 0, 59, {}) and fits(hour, at.hour, 0, 23, {}) and fits(month, at.month, 1, 12, NAMES)


def tables():
    yield pathlib.Path("/etc/crontab"), None
    for path in sorted(pathlib.Path("/etc/cron.d").glob("*")):
        if re.fullmatch(r"[A-Za-z0-9_-]+", path.name):
            yield path, None
    for path in sorted(pathlib.Path("/var/spool/cron/crontabs").glob("*")):
        yield path, path.name


def jobs():
    now = datetime.datetime.now()
    for path, owner in tables():
        try:
            lines = path.read_text(errors="replace").splitlines()
        except OSError:
            continue
        own = {}
        for line in lines:
            line = line.strip()
            setting = re.fullmatch(r"""(\w+)\s*=\s*(?:"(.*)"|'(.*)'|(.*))""", line)
            if setting:
                own[setting[1]] = next((text for text in setting.groups()[1:] if text is not None), "")
                continue
            words = line.split(None, 5 if owner else 6)
            if not line or line.startswith(("#", "@")) or len(words) < (6 if owner else 7):
                continue
            user, command = owner or words[5], words[-1]
            try:
                if all(due(words[:5], now + datetime.timedelta(minutes=n)) for n in range(15)):
                    yield pwd.getpwnam(user), dict(own), command
            except (ValueError, KeyError):
                continue


def run(person, own, command):
    text, *given = re.split(r"(?<!\\)%", command, maxsplit=1)
    given = "".join(given).replace("%", "\n")
    environment = {"HOME": person.pw_dir, "LOGNAME": person.pw_name, "SHELL": "/bin/sh", "PATH": "/usr/bin:/bin", **own}
    home = person.pw_dir if os.path.isdir(person.pw_dir) else "/"
    end = time.monotonic() + 12
    while True:
        began = time.monotonic()
        done = subprocess.run(
            [environment["SHELL"], "-c", text.replace("\\%", "%")], env=environment, cwd=home, user=person.pw_uid, group=person.pw_gid,
            extra_groups=[], input=given.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        # Where one of the minute is under way still, it goes away at once.
        if done.returncode == 0 or time.monotonic() - began > 1 or time.monotonic() > end:
            return
        time.sleep(0.3)


sys.stdout.flush()
null = os.open("/dev/null", os.O_RDWR)
for job in list(jobs()):
    if os.fork() == 0:
        os.setsid()
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        time.sleep(0.4)
        run(*job)
        os._exit(0)
END
