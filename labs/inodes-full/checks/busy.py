"""A busy hour within seconds: links that live for a second, links that have to last, and documents of all kinds.

One document comes slowly, from before the burst until after it; with each batch some others break off halfway.
"""
from probe import *

BATCH = 200
# How many documents of each batch break off: in a burst of seven batches more than a look at the files lets pass.
BROKEN_OFF = 14
base = f"http://{params['ip_web']}"


def make_links(count, ttl_s):
    """Makes links; gives back (link, customer) of each."""
    customers = ["c-" + nonce(10) for _ in range(count)]
    replies = load([("POST", f"{base}/v1/links", {"customer": name, "ttl_s": ttl_s}) for name in customers], clients=6)
    made = []
    for customer, reply in zip(customers, replies):
        record = reply.json() if reply.status == 201 else None
        if not isinstance(record, dict) or record.get("customer") != customer:
            not_met(f"Of a burst of links one was answered with {reply.status or reply.error} after {done['links'] + len(made)} others.")
        made.append((record["link"], customer))
    done["links"] += count
    return made


def document(kind):
    """Content and announced checksum of a document: good, of another kind, or not as announced."""
    text = ("GIF89a " if kind == "other" else "%PDF-1.4\n% ") + nonce(random.randint(200, 900)) + "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return text, digest if kind != "changed" else nonce(64)


def send_documents(link, kinds):
    sent = [document(kind) for kind in kinds]
    replies = load([("POST", f"{base}/v1/links/{link}/documents?sha256={digest}", text) for text, digest in sent], clients=6)
    for kind, reply in zip(kinds, replies):
        wanted = 201 if kind == "good" else 422
        if reply.status != wanted:
            not_met(f"Of a burst of documents one was answered with {reply.status or reply.error} instead of {wanted}, after {done['documents']} others.")
        done["documents"] += 1


class Slow:
    """A document whose first half is sent at once and whose second half waits for finish(), or never comes."""

    def __init__(self, link):
        self.text, digest = document("good")
        data = self.text.encode()
        self.rest = data[len(data) // 2 :]
        self.socket = socket.create_connection((params["ip_web"], 80), 5)
        head = f"POST /v1/links/{link}/documents?sha256={digest} HTTP/1.1\r\nHost: {params['ip_web']}\r\n"
        head += f"Content-Length: {len(data)}\r\nConnection: close\r\n\r\n"
        self.socket.sendall(head.encode() + data[: len(data) // 2])

    def break_off(self):
        self.socket.close()

    def finish(self):
        try:
            self.socket.sendall(self.rest)
            self.socket.settimeout(6)
            answer = b""
            while chunk := self.socket.recv(4096):
                answer += chunk
        except OSError:
            pass
        status = answer.split(b" ")[1:2]
        found = re.search(rb'"document": *"(\w+)"', answer)
        if status != [b"201"] or not found:
            not_met(f"A document that came slowly during the burst was answered with {status[0].decode() if status else 'nothing'} instead of 201.")
        if http("GET", f"{base}/v1/documents/{found[1].decode()}").text != self.text:
            not_met("A document that came slowly during the burst was accepted, but could not be read back.")


done = {"links": 0, "documents": 0}
settle(lambda: http("GET", f"{base}/healthz", timeout=2).status == 200, 6)
lasting = make_links(int(args["lasting"]), 3600)
slow = Slow(lasting[0][0])
short, refused = int(args["short"]), int(args["refused"])
while short > 0:
    make_links(min(short, BATCH), 1)
    short -= BATCH
accepted = 1
while refused > 0:
    kinds = [random.choice(["other", "changed"]) for _ in range(min(refused, BATCH))] + ["good"] * 2
    random.shuffle(kinds)
    halves = [Slow(lasting[2][0]) for _ in range(BROKEN_OFF)]
    send_documents(lasting[1][0], kinds)
    for half in halves:
        half.break_off()
    refused -= BATCH
    accepted += 2
slow.finish()
keep(lasting=kept.get("lasting", []) + lasting, left=accepted + len(lasting))
met(f"{done['links']} links were made, and {done['documents'] + 1} documents got the right answer.")
