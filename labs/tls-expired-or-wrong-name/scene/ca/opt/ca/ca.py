"""The company's CA: GET /root.pem, GET /intermediate.pem, GET /issued, POST /certificates.

A request is signed for the names in it. `not_before` (Unix time) and `serial` (hexadecimal) may be asked for; a certificate
is never valid for more than a day. SIGUSR1 begins a new intermediate.
"""
import json
import pathlib
import re
import secrets
import signal
import subprocess
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = {{ca_port}}
TOKEN = "{{token}}"
DOMAIN = "{{company}}.internal"
HOME = pathlib.Path("/var/lib/ca")
# Serial number and age of the first certificate, where they matter.
FIRST = pathlib.Path("/etc/ca/first.json")
LIFETIME_S = 24 * 3600
AUTHORITY = "basicConstraints=critical,CA:TRUE{path}\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n"
LEAF = "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nsubjectAltName={names}\n"


def openssl(*words):
    return subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, text=True).stdout


def last_due():
    """The last minute 17 of every sixth hour, in Unix time."""
    return (time.time() - 1020) // 21600 * 21600 + 1020


def stamp(at):
    return time.strftime("%Y%m%d%H%M%SZ", time.gmtime(at))


def request(folder, subject):
    key, csr = folder / "key.pem", folder / "request.pem"
    openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", csr, "-subj", subject)
    return key, csr


def sign(csr, extensions, begin, end, serial, *issuer):
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(extensions)
        file.flush()
        return openssl(
            "x509", "-req", "-in", csr, *issuer, "-set_serial", f"0x{serial}", "-extfile", file.name,
            "-not_before", stamp(begin), "-not_after", stamp(end),
        )


class Authority:
    def __init__(self):
        self.lock = threading.Lock()
        self.issued = []
        now, year = time.time(), 365 * 86400
        for name in ("root", "intermediate"):
            (HOME / name).mkdir(parents=True, exist_ok=True)
        self.root = HOME / "root" / "cert.pem"
        self.root_key, csr = request(HOME / "root", "/O={{company}}/CN={{company}} root")
        self.root.write_text(sign(csr, AUTHORITY.format(path=""), now - 3 * year, now + 7 * year, secrets.token_hex(8), "-signkey", self.root_key))
        self.intermediate = HOME / "intermediate" / "cert.pem"
        self.intermediates = 1
        self.change_intermediate(now - 40 * 86400)

    def change_intermediate(self, begin):
        with self.lock:
            self.intermediates += 1
            self.key, csr = request(HOME / "intermediate", f"/O={{company}}/CN={{company}} servers {self.intermediates}")
            end = begin + 405 * 86400
            self.intermediate.write_text(
                sign(csr, AUTHORITY.format(path=",pathlen:0"), begin, end, secrets.token_hex(8), "-CA", self.root, "-CAkey", self.root_key)
            )

    def certify(self, csr_text, begin, serial):
        with tempfile.TemporaryDirectory() as folder, self.lock:
            csr = pathlib.Path(folder, "request.pem")
            csr.write_text(csr_text)
            names = re.findall(r"DNS:([^,\s]+)", openssl("req", "-in", csr, "-noout", "-text", "-verify"))
            if not names or not all(name == DOMAIN or name.endswith("." + DOMAIN) for name in names):
                raise ValueError(f"names have to end with .{DOMAIN}")
            extensions = LEAF.format(names=",".join(f"DNS:{name}" for name in names))
            end = begin + LIFETIME_S
            text = sign(csr, extensions, begin, end, serial, "-CA", self.intermediate, "-CAkey", self.key)
            self.issued.append({"serial": serial, "names": names, "not_before": int(begin), "not_after": int(end), "at": time.time()})
            return {"certificate": text.strip(), "chain": [self.intermediate.read_text().strip()]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "ca"
    wbufsize = -1

    def do_GET(self):
        if self.path in ("/root.pem", "/intermediate.pem"):
            path = AUTHORITY_OF_ALL.root if self.path == "/root.pem" else AUTHORITY_OF_ALL.intermediate
            return self.answer(200, path.read_text(), "application/x-pem-file")
        if self.path == "/issued":
            return self.answer(200, json.dumps(AUTHORITY_OF_ALL.issued[-100:]) + "\n")
        return self.answer(404, '{"error": "not found"}\n')

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self.answer(403, '{"error": "unknown token"}\n')
        try:
            asked = json.loads(body)
            if not AUTHORITY_OF_ALL.issued and FIRST.exists():
                first = json.loads(FIRST.read_text())
                asked["serial"], asked["not_before"] = str(first["serial"]), last_due() - first["age_s"]
            begin = min(float(asked.get("not_before", time.time() - 5)), time.time())
            serial = str(asked.get("serial", "")) or f"{0x10000000 + secrets.randbelow(0x60000000):08X}"
            self.answer(201, json.dumps(AUTHORITY_OF_ALL.certify(asked["csr"], begin, serial.upper())) + "\n")
        except (KeyError, TypeError, ValueError, subprocess.CalledProcessError) as error:
            self.answer(422, json.dumps({"error": str(error)}) + "\n")

    def answer(self, status, text, kind="application/json"):
        data = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


AUTHORITY_OF_ALL = Authority()
signal.signal(signal.SIGUSR1, lambda *_: AUTHORITY_OF_ALL.change_intermediate(time.time() - 60))
ThreadingHTTPServer(("0.0.0.0", PORT), Handler).serve_forever()
