set -eu
exec python3 - <<'END'
import json, os, pathlib, random, secrets, time, urllib.error, urllib.request

API = "http://127.0.0.1:{{port}}"
spool = pathlib.Path("/var/spool/{{service}}")


def ask(path, data=None):
    try:
        with urllib.request.urlopen(API + path, data, timeout=5) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        return error.code, {}
    except OSError:
        return 0, {}


def customer():
    return f"c-{random.getrandbits(20):05x}"


def document():
    """What customers send instead of a PDF, and PDFs that were cut or changed under way."""
    kind = random.choice([b"\xff\xd8\xff\xe0\x00\x10JFIF", b"PK\x03\x04\x14\x00\x06\x00", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"])
    return kind + random.randbytes(random.randint(900, 11_000))


while ask("/healthz")[0] != 200:
    time.sleep(0.03)
made = [ask("/v1/links", json.dumps({"customer": customer(), "ttl_s": 43_200}).encode())[1]["link"] for _ in range(24)]
for link in made:
    ask(f"/v1/links/{link}/documents?sha256={secrets.token_hex(32)}", document())
now = time.time()
incoming = spool / "incoming"
room = os.statvfs(spool).f_ffree
first = now - {{hours}} * 3600
for n in range(room):
    at = first + (now - 30 - first) * n / room + random.uniform(-9, 9)
    path = incoming / f"{secrets.token_hex(8)}.part"
    path.write_bytes(document())
    os.chown(path, {{uid}}, {{uid}})
    os.utime(path, (at, at))
for _ in range(4):
    ask("/v1/links", json.dumps({"customer": customer()}).encode())
END
