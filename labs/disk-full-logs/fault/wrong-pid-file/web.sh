set -eu
python3 - <<'PY'
import gzip, json, os, pathlib, random, subprocess, time

NAMES = [
    "Ceramic storage jar with bamboo lid, 750 ml, set of four",
    "Stainless steel saucepan with glass lid, 2.4 litres, induction",
    "Linen tea towel, striped, pack of six, washable at 60 degrees",
    "Beech chopping board with juice groove, 40 x 30 cm, oiled",
    "Enamel bread bin with wooden board, cream, 34 cm",
]
folder = pathlib.Path("/var/log/{{service}}")
live = folder / "{{log}}.log"


def product():
    item = {"sku": f"K-{random.randint(1000, 9999)}", "name": random.choice(NAMES), "quantity": random.randint(1, 6),
            "unit_price_cents": random.randint(199, 14999)}
    return item["quantity"] * item["unit_price_cents"], json.dumps(item, separators=(",", ":"))


PRODUCTS = [product() for _ in range(400)]


def records(megabytes, since, until):
    """Audit records of orders placed between two moments (Unix time), oldest first."""
    wanted, size, lines = megabytes * 1_000_000, 0, []
    while size < wanted:
        items = random.choices(PRODUCTS, k=random.randint(20, 40))
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(since + (until - since) * size / wanted))
        order = json.dumps({
            "at": at, "event": "order.placed", "order": f"ord_{random.getrandbits(64):016x}",
            "reference": f"web-{random.getrandbits(40):010x}", "customer": f"c-{random.getrandbits(24):06x}",
            "total_cents": sum(total for total, _ in items), "lines": len(items),
        }, separators=(",", ":"))
        line = f'{order[:-1]},"items":[{",".join(item for _, item in items)}]' + "}\n"
        size += len(line)
        lines.append(line.encode())
    return b"".join(lines)


def rotated(number, megabytes, since, until):
    path = folder / f"{{log}}.log.{number}.gz"
    path.write_bytes(gzip.compress(records(megabytes, since, until), 1))
    os.chown(path, {{uid}}, {{uid}})
    path.chmod(0o640)
    os.utime(path, (until, until))


def service_fd():
    """The service's open audit log, under /proc."""
    for _ in range(100):
        try:
            pid = pathlib.Path("/run/{{service}}/{{service}}.pid").read_text().strip()
            for fd in pathlib.Path(f"/proc/{pid}/fd").iterdir():
                if os.readlink(fd).startswith(str(live)):
                    return str(fd)
        except OSError:
            pass
        time.sleep(0.05)
    raise SystemExit("the service has no log open")


def fill(path, since, until):
    """Appends records until nothing fits any more; what does not fit is cut, as it would be."""
    data = records(16, since, until)
    fd = os.open(path, os.O_WRONLY | os.O_APPEND)
    try:
        while data:
            data = data[os.write(fd, data[:262144]):]
    except OSError as error:
        print(error)
    os.close(fd)
    assert data


now, hour = time.time(), 3600
held = service_fd()
for number in (1, 2, 3):
    rotated(number, 1.1, now - (22 + 4 * number) * hour, now - (18 + 4 * number) * hour)
with live.open("ab") as file:
    file.write(records(10, now - 21 * hour, now - 9 * hour))
subprocess.run(["/usr/sbin/logrotate", "-f", "/etc/logrotate.d/{{service}}"], check=True)
for path in (live, folder / "{{log}}.log.1.gz"):
    os.utime(path, (now - 9 * hour, now - 9 * hour))
fill(held, now - 9 * hour, now - 0.3 * hour)
PY
