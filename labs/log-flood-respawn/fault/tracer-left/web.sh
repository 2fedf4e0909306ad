set -eu
python3 - <<'PY'
import datetime, hashlib, os, pathlib, random, secrets, sys

sys.dont_write_bytecode = True
sys.path.insert(0, "/opt/{{agent}}")
from rules import read_rules, rule_for

path = "/srv/{{service}}/log/{{agent}}-io.log"
rules = read_rules("/etc/{{agent}}/rules.csv")
text = open("/etc/{{agent}}/rules.csv", encoding="ascii").read()
first, rest = (part.replace("\n", "\\n") for part in (text[:8192], text[8192:]))
now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
pid = random.randint(61, 97)
up = float(open("/proc/uptime").read().split()[0])
# What one scan looks like, with the microseconds that each call took.
CALLS = [
    (130, 'openat(AT_FDCWD, "/etc/{{agent}}/rules.csv", O_RDONLY|O_CLOEXEC) = 5'),
    (60, f'fstat(5, {{st_mode=S_IFREG|0644, st_size={len(text)}, ...}}) = 0'),
    (70, 'ioctl(5, TCGETS, 0x7ffd5b0a2c70)        = -1 ENOTTY (Inappropriate ioctl for device)'),
    (110, 'lseek(5, 0, SEEK_CUR)                   = 0'),
    (340, f'read(5, "{first}", 8192) = {min(len(text), 8192)}'),
    (420, f'read(5, "{rest}", 8192) = {len(text) - 8192}'),
    (90, 'read(5, "", 8192)                       = 0'),
    (50, 'close(5)                                = 0'),
    (80, 'openat(AT_FDCWD, "/srv/{{service}}/inbox", O_RDONLY|O_NONBLOCK|O_CLOEXEC|O_DIRECTORY) = 5'),
    (70, 'fstat(5, {st_mode=S_IFDIR|0755, st_size=40, ...}) = 0'),
    (60, 'getdents64(5, 0x55d1f0a4c6b0 /* 2 entries */, 32768) = 48'),
    (50, 'getdents64(5, 0x55d1f0a4c6b0 /* 0 entries */, 32768) = 0'),
    (80, 'close(5)                                = 0'),
    (110, 'utimensat(AT_FDCWD, "/run/{{agent}}/heartbeat", NULL, 0) = 0'),
]
size = sum(len(text) + 24 for _, text in CALLS) + 120
back = (16 * 2**20 // size + 2) * 0.0531
moment, up = now - datetime.timedelta(seconds=back), up - back
fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)


def upload(moment):
    """A document that somebody has handed in: its file in the archive, and its line."""
    name, content = f"f{secrets.token_hex(8)}", random.choice(rules).prefix.encode() + os.urandom(random.randint(2000, 9000))
    path = pathlib.Path("/var/lib/{{service}}/archive", name[1:3], name)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    for made in (path.parent, path):
        os.chown(made, {{uid}}, {{uid}})
    rule = rule_for(rules, content)
    said = f"archived {name}, {len(content)} bytes, {rule.name if rule else 'no rule'}, sha256 {hashlib.sha256(content).hexdigest()[:16]}"
    return f"{moment.isoformat(timespec='milliseconds')}Z INFO {{agent}}[{pid}]: {said}\n".encode()


def pass_(microseconds):
    global moment, up
    microseconds += random.randint(0, microseconds // 2)
    moment, up = moment + datetime.timedelta(microseconds=microseconds), up + microseconds / 1e6


# Until the disk was full, they were handed in.
with open("/srv/{{service}}/log/{{agent}}.log", "ab") as log:
    os.fchown(log.fileno(), {{uid}}, {{uid}})
    for number in range(24):
        log.write(upload(now - datetime.timedelta(seconds=back * (1 - number / 24))))
try:
    while True:
        lines = []
        for took, text in CALLS:
            lines.append(f"{pid:<5} {moment:%H:%M:%S.%f} {text}\n")
            pass_(took)
        wake = up + 0.05
        sleep = f"{{tv_sec={int(wake)}, tv_nsec={int(wake % 1 * 1e9)}}}"
        lines.append(f"{pid:<5} {moment:%H:%M:%S.%f} clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, {sleep}, NULL) = 0\n")
        moment, up = moment + datetime.timedelta(seconds=0.05), wake
        data = "".join(lines).encode()
        while data:
            data = data[os.write(fd, data):]
except OSError as error:
    print(error)
PY
for _ in $(seq 60); do
  /usr/local/lib/{{agent}}/collect
  pgrep -x strace > /dev/null && exit 0
  sleep 0.1
done
