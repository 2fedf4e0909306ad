import urllib.parse

headers = dict(line.split(":", 1) for line in claim["request-headers"])
timeout = claim["timeout"] / 1000


def measure():
    drawn = nonce(16)
    keep(**{"claim:nonce": drawn})
    url = sendable(fill(claim["url"], drawn))
    sent = {name: fill(value, drawn).strip() for name, value in headers.items()}
    body = fill(claim.get("request-body"), drawn)
    reply = in_time(timeout, lambda: http(claim["method"], url, body, sent, timeout))
    what = f"{claim['method']} {urllib.parse.urlsplit(url).path or '/'}"
    if reply is None:
        return False, f"{what} was not answered, or not to the end, within {claim['timeout']} ms."
    if reply.status == 0:
        return False, f"{what} was not answered: {reply.error} after {reply.ms:.0f} ms."
    seen = f"{what} was answered with {reply.status} after {reply.ms:.0f} ms"
    if reply.status not in claim["status"]:
        return False, f"{seen}; expected: {' or '.join(map(str, claim['status']))}."
    if misfit(reply.text.splitlines(), claim.get("body", []), drawn) is not None:
        return False, f"{seen}, but with another body than expected: {quoted(reply.text)}."
    if not bounded(claim.get("answer-ms", {}), reply.ms):
        return False, f"{seen}, which is too slow."
    return True, f"{seen}."


judge(measure)
