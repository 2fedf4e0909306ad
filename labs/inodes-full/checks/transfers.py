"""A link, a document by it that is read back, and one that is refused: the whole way of a customer, some times over."""
from probe import *

base = f"http://{params['ip_web']}"
count = int(args["count"])
settle(lambda: http("GET", f"{base}/healthz", timeout=2).status == 200, 6)
# Whoever has just restarted the sweeper is not judged by how quick it is.
settle(lambda: http("POST", f"{base}/v1/links", {"customer": "c-" + nonce(10), "ttl_s": 1}).status != 500, 4)
for at in range(1, count + 1):
    customer = "c-" + nonce(10)
    made = http("POST", f"{base}/v1/links", {"customer": customer, "ttl_s": 3600})
    record = made.json() if made.status == 201 else None
    if not isinstance(record, dict):
        not_met(f"Link {at} of {count} was answered with {made.status}." if made.status else f"Link {at} of {count} got no answer ({made.error}).")
    url = f"{base}/v1/links/{record.get('link')}"
    found = http("GET", url)
    if found.status != 200 or (found.json() or {}).get("customer") != customer:
        not_met(f"Link {at} of {count} was made, and then answered with {found.status}, or with another customer.")
    text = f"%PDF-1.4\n% {nonce(300)}\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    sent = http("POST", f"{url}/documents?sha256={digest}", text)
    number = (sent.json() or {}).get("document") if sent.status == 201 else None
    if number is None:
        not_met(f"Document {at} of {count} was answered with {sent.status} instead of 201.")
    if http("GET", f"{base}/v1/documents/{number}").text != text:
        not_met(f"Document {at} of {count} was accepted, but could not be read back.")
    wrong = http("POST", f"{url}/documents?sha256={digest}", text.replace("PDF-1.4", "PDF-1.5"))
    if wrong.status != 422:
        not_met(f"A document that differs from its checksum was answered with {wrong.status} instead of 422.")
met(f"{count} links were made, and {count} documents accepted and read back.")
