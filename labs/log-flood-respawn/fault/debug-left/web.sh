set -eu
exec python3 - <<'PY'
import datetime, hashlib, itertools, os, pathlib, random, secrets, sys

sys.dont_write_bytecode = True
sys.path.insert(0, "/opt/{{agent}}")
from rules import read_rules, rule_for

SCAN = datetime.timedelta(milliseconds=52)
path = "/srv/{{service}}/log/{{agent}}.log"
rules = read_rules("/etc/{{agent}}/rules.csv")
table = "\n".join(f"  {rule}" for rule in rules)
pid = random.randint(61, 97)
text = f" DEBUG {{agent}}[{pid}]: scan of /srv/{{service}}/inbox: files []; rules:\n{table}\n"
moment = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None) - SCAN * (16 * 2**20 // len(text) + 2)
fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
os.fchown(fd, {{uid}}, {{uid}})


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


try:
    for scan in itertools.count():
        moment += SCAN + datetime.timedelta(microseconds=random.randint(0, 1800))
        data = f"{moment.isoformat(timespec='milliseconds')}Z{text}".encode()
        # Until the disk was full, they were handed in.
        if scan % 30 == 7:
            data += upload(moment)
        while data:
            data = data[os.write(fd, data):]
except OSError as error:
    print(error)
PY
