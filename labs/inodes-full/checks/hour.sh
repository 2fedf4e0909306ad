# What cron runs every hour or more often has its turn.
python3 - <<'END'
import pathlib, re, subprocess

ENTRY = re.compile(r"(@hourly|(?:\S+\s+)(?:\*\S*\s+)(?:\S+\s+){2}\S+)\s+(.+)")


def jobs():
    for path in [pathlib.Path("/etc/crontab"), *pathlib.Path("/etc/cron.d").glob("*")]:
        if path.name == "crontab" or re.fullmatch(r"[A-Za-z0-9_-]+", path.name):
            for line in entries(path):
                user, _, command = line.partition(" ")
                yield user, command.strip()
    for path in pathlib.Path("/var/spool/cron/crontabs").glob("*"):
        for line in entries(path):
            yield path.name, line


def entries(path):
    try:
        lines = path.read_text(errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        entry = ENTRY.fullmatch(line.strip())
        if entry and not line.lstrip().startswith("#"):
            yield re.sub(r"\s+", " ", entry[2], count=1)


for user, command in jobs():
    try:
        subprocess.run(["su", "-s", "/bin/sh", user, "-c", command], env={"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}, cwd="/",
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=8)
    except (subprocess.TimeoutExpired, OSError):
        pass
END
for _ in $(seq 60); do
  curl -fs -m 1 -o /dev/null http://127.0.0.1:{{port}}/healthz && exit 0
  sleep 0.1
done
