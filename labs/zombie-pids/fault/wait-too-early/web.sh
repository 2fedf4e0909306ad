set -eu
python3 - <<'PY'
import http.client, json, random, time

ADDRESS = ("127.0.0.1", {{port}})


def status(method, path, body=None):
    try:
        connection = http.client.HTTPConnection(*ADDRESS, timeout=5)
        connection.request(method, path, body)
        return connection.getresponse().status
    except OSError:
        return 0


deadline = time.monotonic() + 15
while status("GET", "/healthz") != 200:
    if time.monotonic() > deadline:
        raise SystemExit("the service does not answer")
    time.sleep(0.05)
for _ in range(400):
    body = json.dumps({"title": f"No. {random.randint(10000, 99999)}", "lines": ["Harbour Street 4", "20457 Hamburg"]})
    if status("POST", "/documents", body) == 503:
        break
else:
    raise SystemExit("every document was rendered")
PY
