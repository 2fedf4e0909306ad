"""Saves notes with texts that nobody can foresee, and reads each of them again."""
from probe import *

base = f"http://{params['ip_web']}:{params['port']}"
settle(lambda: http("GET", f"{base}/healthz").status == 200)
count = int(args["count"])
kept_right = 0
last = None
for _ in range(count):
    text = nonce(24)
    saved = http("POST", f"{base}/notes", {"text": text})
    if saved.status == 201:
        read = http("GET", f"{base}/notes/{saved.json()['id']}")
        kept_right += read.status == 200 and read.json()["text"] == text
    else:
        last = saved.status or saved.error
if kept_right == count:
    met(f"{count} of {count} notes were saved and read again.")
not_met(f"{kept_right} of {count} notes were saved and read again{f'; the last answer was {last}' if last else ''}.")
