# A day goes by and the machine's start comes round: a shipment is left behind by a worker, /run is empty as after a start, cron's jobs run (where
# cron runs), the minutely ones four times, and so does what runs at boot; both units are restarted. Whoever watches meanwhile is there until the end
# of the check, and its name tells the next look what it saw.
number="s$(date +%s%N)-$RANDOM"
claim=/var/spool/{{service}}/cur/$number.json
printf '{"shipment": "%s", "reference": "left-%s", "zone": "mainland", "grams": 900}\n' "$number" "$number" > "$claim"
chown {{service}}:{{service}} "$claim"
touch -d '@'$(($(date +%s) - 600)) "$claim"
find /run/{{service}} -mindepth 1 -delete
setsid python3 - > /dev/null 2>&1 <<'PY' &
import glob, os, pwd, re, subprocess, threading, time


def cron_runs():
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            head, _, tail = open(path).read().rpartition(")")
        except OSError:
            continue
        if head.endswith("(cron") and tail.split()[0] in "SRD":
            return True
    return False


def jobs():
    """Whether it is due more than once a day, user, environment and command: of what is due within a week, or at boot."""
    tables = [("/etc/crontab", None)]
    tables += [(path, None) for path in glob.glob("/etc/cron.d/*") if re.fullmatch(r"[\w-]+", os.path.basename(path))]
    tables += [(path, os.path.basename(path)) for path in glob.glob("/var/spool/cron/crontabs/*")]
    for path, owner in tables:
        try:
            lines = open(path).read().splitlines()
        except OSError:
            continue
        variables = {}
        for line in lines:
            line = line.strip()
            if not line or line.startswith("#"):
                continue
            variable = re.fullmatch(r"(\w+)\s*=\s*[\"']?(.*?)[\"']?", line)
            if variable:
                variables[variable.group(1)] = variable.group(2)
                continue
            due = re.match(r"(@\w+\s+|[\d*]\S*\s+[\d*]\S*\s+\*\s+\*\s+\S+\s+)(.*)", line)
            if not due or "run-parts" in line:
                continue
            user, command = (owner, due.group(2)) if owner else due.group(2).split(None, 1)
            often = re.match(r"\*(/\d+)?\s+\*\s", line)
            yield bool(often), user, dict(variables), command


def run(user, variables, command):
    try:
        entry = pwd.getpwnam(user)
    except KeyError:
        return
    env = {"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "HOME": entry.pw_dir, "LOGNAME": user, **variables}
    home = entry.pw_dir if os.path.isdir(entry.pw_dir) else "/"
    null = subprocess.DEVNULL
    subprocess.Popen(["/bin/sh", "-c", command], user=entry.pw_uid, group=entry.pw_gid, extra_groups=[], env=env, cwd=home,
                     stdin=null, stdout=null, stderr=null, start_new_session=True)


def call_me(name):
    with open("/proc/self/comm", "w") as file:
        file.write(name)


def watch():
    """Notes a worker of the release before that is started meanwhile, even one that does not live long."""
    while not over.is_set():
        for folder in glob.glob("/proc/[0-9]*"):
            try:
                if os.stat(folder).st_uid != {{uid}}:
                    continue
                with open(folder + "/cmdline") as file:
                    argv = file.read().split("\0")
            except OSError:
                continue
            if "python" in argv[0] and any(word.endswith("/releases/{{old_version}}/worker.py") for word in argv[1:]):
                return call_me(f"minutes {folder[6:]}")
        time.sleep(0.01)


over = threading.Event()
call_me("minutes")
threading.Thread(target=watch, daemon=True).start()
for minute in range(4):
    if cron_runs():
        for often, *job in jobs():
            if minute == 0 or often:
                run(*job)
    if minute == 0 and os.access("/etc/rc.local", os.R_OK):
        subprocess.Popen(["/bin/sh", "/etc/rc.local"], cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         start_new_session=True, env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"})
    time.sleep(1)
over.set()
time.sleep(60)
PY
systemctl restart {{service}}-worker {{service}}-api
for _ in $(seq 60); do
  curl -fs -m 1 -o /dev/null http://127.0.0.1:{{port}}/healthz && exit 0
  sleep 0.1
done
