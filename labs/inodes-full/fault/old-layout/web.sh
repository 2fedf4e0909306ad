set -eu
exec python3 - <<'END'
import json, os, pathlib, random, secrets, time, urllib.error, urllib.request

API = "http://127.0.0.1:{{port}}"
links = pathlib.Path("/var/spool/{{service}}/links")


def ask(path, body=None):
    try:
        with urllib.request.urlopen(API + path, body and json.dumps(body).encode(), timeout=5) as reply:
            return reply.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def write(path, text, at):
    path.write_text(text)
    os.chown(path, {{uid}}, {{uid}})
    os.utime(path, (at, at))


while ask("/healthz") != 200:
    time.sleep(0.03)
now = time.time()
for digit in "0123456789abcdef":
    folder = links / digit
    folder.mkdir(mode=0o750, exist_ok=True)
    os.chown(folder, {{uid}}, {{uid}})
room = os.statvfs(links).f_ffree
first = now - {{hours}} * 3600
for n in range(room):
    at = first + (now - 40 - first) * n / room + random.uniform(-9, 9)
    ttl_s = random.choices([900, 3600, 43_200], [94, 5, 1])[0]
    link = secrets.token_hex(16)
    record = {"link": link, "customer": f"c-{random.getrandbits(20):05x}", "expires": int(at) + ttl_s}
    write(links / link[0] / f"{link}.json", json.dumps(record) + "\n", at)
for _ in range(4):
    ask("/v1/links", {"customer": f"c-{random.getrandbits(20):05x}"})
END
