# What cron does in the hours to come, one job after another as they fall due, in the environment that it gives them: until the certificate
# was renewed three times, or nginx is behind by more than one. No cron, no renewal.
pgrep -x cron > /dev/null || exit 0
exec python3 - <<'END'
import datetime, json, os, re, ssl, subprocess, time, urllib.request

RENEWALS = 3
# A certificate lives for a day; who renews twice a day still has time to notice that it failed.
WINDOW_MIN = 750
MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
DAYS = {name: n for n, name in enumerate("sun mon tue wed thu fri sat".split())}
# What is due at a start of the machine only is not due.
NAMED = {"@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0", "@monthly": "0 0 1 * *"}
BEGIN = datetime.datetime.now().replace(second=0, microsecond=0)


def fits(field, value, first, last, names):
    number = lambda text: names[text] if text in names else int(text)
    for part in field.lower().split(","):
        span, _, step = part.partition("/")
        low, _, high = (f"{first}-{last}" if span == "*" else span).partition("-")
        high = number(high) if high else last if step else number(low)
        if number(low) <= value <= high and (value - number(low)) % int(step or 1) == 0:
            return True
    return False


def due(fields, at):
    minute, hour, day, month, weekday = fields
    today = at.isoweekday() % 7
    in_week = fits(weekday, today, 0, 7, DAYS) or (today == 0 and fits(weekday, 7, 0, 7, DAYS))
    in_month = fits(day, at.day, 1, 31, {})
    days = in_month and in_week if day.startswith("*") or weekday.startswith("*") else in_month or in_week
    return days and fits(minute, at.minute, 0, 59, {}) and fits(hour, at.hour, 0, 23, {}) and fits(month, at.month, 1, 12, MONTHS)


def next_due(fields, after):
    """The next minute from now on, not before `after`, in which it is due; None where there is none for a while."""
    try:
        return next((n for n in range(after, after + WINDOW_MIN) if due(fields, BEGIN + datetime.timedelta(minutes=n))), None)
    except (KeyError, ValueError):
        return None


def jobs(text, with_user):
    env = {"SHELL": "/bin/sh", "PATH": "/usr/bin:/bin", "HOME": "/root", "LOGNAME": "root"}
    for line in text.splitlines():
        line = line.strip()
        setting = re.match(r"""([A-Za-z_]\w*)\s*=\s*["']?(.*?)["']?$""", line)
        if not line or line.startswith("#"):
            continue
        if setting:
            env[setting[1]] = setting[2]
            continue
        name = line.split()[0]
        words = line.replace(name, NAMED.get(name, name), 1).split(None, 5 + with_user)
        if len(words) == 6 + with_user and (not with_user or words[5] == "root"):
            yield words[:5], words[-1], dict(env)


def table():
    texts = [("/etc/crontab", True)]
    texts += [(f"/etc/cron.d/{name}", True) for name in sorted(os.listdir("/etc/cron.d")) if re.fullmatch(r"[A-Za-z0-9_-]+", name)]
    texts += [("/var/spool/cron/crontabs/root", False)]
    for path, with_user in texts:
        try:
            text = open(path, encoding="utf-8", errors="replace").read()
        except OSError:
            continue
        # What is done once a day is too seldom for a certificate of a day, and rotates logs.
        yield from (job for job in jobs(text, with_user) if not re.search(r"cron\.(daily|weekly|monthly)\b|\b(anacron|logrotate)\b", job[1]))


def run(command, env):
    text, *given = re.split(r"(?<!\\)%", command, maxsplit=1)
    given = "".join(given).replace("%", "\n").encode()
    # Jobs often begin with a sleep of some minutes, so that not all machines come at once.
    text = "sleep() { command sleep 0.2; }\n" + text.replace("\\%", "%")
    try:
        subprocess.run([env["SHELL"], "-c", text], env=env, timeout=8, input=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/root")
    except (OSError, subprocess.TimeoutExpired):
        pass


def issued():
    with urllib.request.urlopen("http://{{ip_ca}}:{{ca_port}}/issued", timeout=5) as reply:
        return [int(entry["serial"], 16) for entry in json.load(reply)]


def shown():
    shown = ssl.get_server_certificate(("127.0.0.1", 443), timeout=4)
    return int(subprocess.run(["openssl", "x509", "-noout", "-serial"], input=shown, capture_output=True, text=True).stdout.split("=")[1], 16)


def up_to_date():
    for _ in range(20):
        if shown() in issued()[-2:]:
            return True
        time.sleep(0.2)
    return False


def renewed(reached):
    """Runs what is due after that minute and place in the tables, each job once, up to the one that renews; gives back when that was."""
    known = issued()
    queue = [(next_due(fields, reached[0] + (place <= reached[1])), place, command, env) for place, (fields, command, env) in enumerate(table())]
    for minute, place, command, env in sorted((job for job in queue if job[0] is not None), key=lambda job: job[:2]):
        run(command, env)
        if issued() != known:
            return minute, place
    return None


reached = 1, -1
for n in range(RENEWALS):
    reached = renewed(reached)
    if not reached or n and not up_to_date():
        break
END
