"""Uploads random content, verifies every answer, and that all of it gets into the archive; keeps the numbers."""
from probe import *

ARCHIVED_S = 6
base = f"http://{params['ip_web']}"
count, most, pause = int(args["count"]), int(args["bytes"]), int(args["pause_ms"]) / 1000
settle(lambda: http("GET", f"{base}/healthz", timeout=2).status == 200, 6)

numbers = []
while len(numbers) < count:
    batch = [nonce(random.randint(most // 4, most)) for _ in range(min(4, count - len(numbers)))]
    replies = load([("POST", f"{base}/files", content) for content in batch], clients=4)
    for content, reply in zip(batch, replies):
        at = f"Upload {len(numbers) + 1} of {count}, {len(content)} bytes,"
        if reply.status != 201:
            not_met(f"{at} was answered with {reply.status}." if reply.status else f"{at} got no answer ({reply.error}).")
        digest = hashlib.sha256(content.encode()).hexdigest()
        answer = reply.json()
        if not isinstance(answer, dict) or answer.get("sha256") != digest:
            not_met(f"{at} was answered with 201, but with another digest.")
        numbers.append((answer["file"], digest))
    time.sleep(pause)


def archived(number, digest):
    found = http("GET", f"{base}/files/{number}").json()
    return isinstance(found, dict) and (found.get("state"), found.get("sha256")) == ("archived", digest)


end = time.monotonic() + ARCHIVED_S
for number, digest in numbers:
    if not settle(lambda: archived(number, digest), max(0.1, end - time.monotonic())):
        not_met(f"Upload {number} was accepted, and was not in the archive {ARCHIVED_S} seconds after the last one.")
if args["kept_as"] != "none":
    keep(**{args["kept_as"]: [number for number, _ in numbers]})
met(f"{count} of {count} uploads were accepted, and reached the archive.")
