set -eu
exec python3 - <<'PY'
import datetime, os, random, sys

sys.dont_write_bytecode = True
sys.path.insert(0, "/opt/{{agent}}")
from rules import read_rules

SCAN = datetime.timedelta(milliseconds=52)
path = "/srv/{{service}}/log/{{agent}}.log"
table = "\n".join(f"  {rule}" for rule in read_rules("/etc/{{agent}}/rules.csv"))
text = f" DEBUG {{agent}}[{random.randint(61, 97)}]: scan of /srv/{{service}}/inbox: files []; rules:\n{table}\n"
moment = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None) - SCAN * (16 * 2**20 // len(text) + 2)
fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
os.fchown(fd, {{uid}}, {{uid}})
try:
    while True:
        moment += SCAN + datetime.timedelta(microseconds=random.randint(0, 1800))
        data = f"{moment.isoformat(timespec='milliseconds')}Z{text}".encode()
        while data:
            data = data[os.write(fd, data):]
except OSError as error:
    print(error)
PY
