"""Has documents with random content rendered, and checks every page.

Four at a time, the last ones singly; then the service gets a moment to collect what ended.
"""
from probe import *

SINGLY = 3
COLLECTING_S = 1.2
base = f"http://{params['ip_web']}"
count = int(args["count"])


def wrong(document, reply):
    if reply.status != 200:
        return f"was answered with {reply.status}" if reply.status else f"got no answer ({reply.error})"
    if not reply.text.startswith("%PDF-") or "%%EOF" not in reply.text:
        return "was answered with 200, but not with a PDF"
    shown = all(f"({text}) Tj" in reply.text for text in [document["title"], *document["lines"]])
    return None if shown else "was answered with a page that shows another text"


done = 0
if count > SINGLY:
    settle(lambda: http("GET", f"{base}/healthz", timeout=2).status == 200, 6)
while done < count:
    left = count - done
    batch, clients = (min(24, left - SINGLY), 4) if left > SINGLY else (left, 1)
    documents = [{"title": f"No. {nonce(8)}", "lines": [nonce(16) for _ in range(3)]} for _ in range(batch)]
    replies = load([("POST", f"{base}/documents", document) for document in documents], clients=clients)
    for document, reply in zip(documents, replies):
        done += 1
        problem = wrong(document, reply)
        if problem:
            not_met(f"Document {done} of {count} {problem}.")
time.sleep(COLLECTING_S)
keep(documents=count)
met(f"{count} of {count} documents were rendered, each with its own text.")
