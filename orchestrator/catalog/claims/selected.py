def session_of(found):
    with open(f"/proc/{found.pid}/stat", "rb") as file:
        return int(file.read().rpartition(b")")[2].split()[3])


def of_unit(name, running):
    """The main process of a unit, what is in its session, and all that descend from these; its pid is in the supervisor's record."""
    record = read(f"/run/service/{name.removesuffix('.service')}/supervise/status") or b""
    main = int.from_bytes(record[12:16], "little")
    own = {found.pid for found in running if main and (found.pid == main or session_of(found) == main)}
    while grown := {found.pid for found in running if found.ppid in own} - own:
        own |= grown
    return own


def selected():
    """The processes that the claim is about, the oldest first, and what they are called in a sentence."""
    running = processes()
    picked = [found for found in running if found.state == claim.get("state", found.state)]
    words = []
    if "state" not in claim:
        picked = [found for found in picked if found.state not in "ZX"]
    if "unit" in claim:
        own = of_unit(claim["unit"], running)
        picked = [found for found in picked if found.pid in own]
        words.append(f"of {claim['unit']}")
    if "comm" in claim:
        picked = [found for found in picked if found.name == claim["comm"][:15]]
        words.append(f"named {claim['comm']}")
    if "port" in claim:
        at = {found.pid for found in listening(int(claim["port"]))}
        picked = [found for found in picked if found.pid in at]
        words.append(f"listening on port {claim['port']}")
    if "state" in claim:
        words.append(f"in state {claim['state']}")
    return sorted(picked, key=lambda found: (found.started, found.pid)), ", ".join(words)
