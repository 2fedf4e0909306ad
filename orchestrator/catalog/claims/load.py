MOST_PER_CLIENT, QUICK_S = 16, 0.5
timeout, clients, count = claim["timeout"] / 1000, claim["clients"], claim["requests"]
run = nonce(16)
keep(**{"claim:nonce": run})
draws = [f"{run}{at:04x}" for at in range(count)]
requests = [(claim["method"], sendable(fill(claim["url"], drawn)), fill(claim.get("request-body"), drawn)) for drawn in draws]
end = time.monotonic() + args["budget_s"]


def wrong(reply, drawn):
    """Why an answer does not count, or None."""
    if reply.status == 0:
        return f"was not answered: {reply.error}"
    if reply.status not in claim["status"]:
        return f"was answered with {reply.status}"
    if misfit(reply.text.splitlines(), claim.get("body", []), drawn) is not None:
        return f"was answered with {reply.status}, but with another body than expected: {quoted(reply.text)}"
    return None


def percentile(times, share):
    """The nearest rank: so many of the times are not above it."""
    return times[max(0, math.ceil(share / 100 * len(times)) - 1)]


def measure():
    replies = []
    each = 1
    while len(replies) < count:
        began = time.monotonic()
        if replies and began > end:
            return False, f"Within {args['budget_s']:.0f} s only {len(replies)} of {count} requests were answered."
        # A slow service gets few at a time, so that the end of the time is seen.
        part = requests[len(replies) : len(replies) + clients * each]
        answered = in_time(end + timeout - began, lambda: load(part, clients, timeout))
        if answered is None:
            return False, f"Of {count} requests, {len(replies)} were answered before one was not answered to the end."
        replies += answered
        each = min(MOST_PER_CLIENT, each * 2) if time.monotonic() - began < QUICK_S else 1
        if any(reply.error == "timed out" for reply in replies):
            break
    faults = [why for why in map(wrong, replies, draws) if why]
    failed = len(faults) + count - len(replies)
    times = sorted(reply.ms for reply in replies if reply.status)
    figures = {name: percentile(times, int(name[1:3])) for name in ("p50-ms", "p95-ms", "p99-ms") if times}
    told = "" if not times else f" The median took {figures['p50-ms']:.0f} ms, the slowest {times[-1]:.0f} ms."
    if not bounded(claim.get("failed", 0), failed):
        first = f" One {faults[0]}." if faults else ""
        return False, f"{count - failed} of {count} requests were answered as expected.{first}"
    for name, took in figures.items():
        if not bounded(claim.get(name, {}), took):
            return False, f"Of {count} requests, {name[1:3]} % were answered within {took:.0f} ms, which is too slow."
    return True, f"{count - failed} of {count} requests were answered as expected.{told}"


judge(measure)
