set -eu
exec python3 - <<'END'
import http.client, json, os, pathlib, random, subprocess, time

FIRST = ["Ada", "Bo", "Clara", "Emil", "Greta", "Ivo", "Jana", "Karl", "Lena", "Mats", "Nora", "Otto", "Paula", "Rune", "Tilda"]
LAST = ["Becker", "Dahl", "Fischer", "Hansen", "Jansen", "Kramer", "Larsen", "Moreau", "Novak", "Olsen", "Peters", "Vogel", "Weber"]
STREETS = ["Mill Lane", "Harbour Road", "Old Station Street", "Birch Grove", "Quarry Hill", "Church Lane", "Bridge Street"]
TOWNS = ["Northbrook", "Ashford", "Linden", "Port Evans", "Greenfield", "Westerby"]
api = http.client.HTTPConnection("127.0.0.1", {{port}}, timeout=5)


def ask(method, path, body=None):
    while True:
        try:
            api.request(method, path, body and json.dumps(body))
            return json.loads(api.getresponse().read())
        except OSError:
            api.close()
            time.sleep(0.02)


def request(number, **fields):
    return {
        "order": f"{{letters}}-{number}",
        "recipient": f"{random.choice(FIRST)} {random.choice(LAST)}",
        "street": f"{random.choice(STREETS)} {random.randint(1, 90)}{random.choice(['', '', 'a', 'b'])}",
        "postcode": str(random.randint(10_000, 99_999)),
        "town": random.choice(TOWNS),
        **fields,
    }


for number in range({{number}} - 9, {{number}}):
    ask("POST", "/v1/labels", request(number))
while ask("GET", f"/v1/labels/{{letters}}-{number}").get("state") != "made":
    time.sleep(0.02)
ask("POST", "/v1/labels", request({{number}}, recipient="{{company}}"))
quiet = subprocess.DEVNULL
subprocess.Popen(["systemctl", "restart", "{{service}}-worker"], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
# What came in since.
for number in range({{number}} + 1, {{number}} + 47):
    path = pathlib.Path(f"/var/spool/{{service}}/queue/{time.time_ns():019d}-{{letters}}-{number}.json")
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(request(number)) + "\n")
    os.chown(unfinished, {{uid}}, {{uid}})
    unfinished.rename(path)
END
