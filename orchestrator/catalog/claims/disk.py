def percent(used, total):
    """Rounded up, as df prints it."""
    return math.ceil(used * 100 / total) if total else 0


def measure():
    found = usage(claim["path"])
    if found is None:
        return False, f"There was no {claim['path']}."
    shares = {"usage": percent(found.used, found.total), "inodes": percent(found.inodes_used, found.inodes)}
    words = {"usage": f"was {shares['usage']} % full", "inodes": f"had {shares['inodes']} % of its inodes in use"}
    asked = [name for name in words if name in claim]
    held = all(bounded(claim[name], shares[name]) for name in asked)
    return held, f"{claim['path']} {' and '.join(words[name] for name in asked)}."


judge(measure)
