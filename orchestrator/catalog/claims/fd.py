# ss(8) and the kernel's table name these differently.
SS = {"ESTAB": "ESTABLISHED", "FIN-WAIT-1": "FIN_WAIT1", "FIN-WAIT-2": "FIN_WAIT2"}


def measure():
    found, words = selected()
    if not found:
        return False, f"There was no process {words}."
    descriptors = [fd for one in found for fd in one.fds()]
    deleted = [fd for fd in descriptors if fd.regular and fd.deleted]
    sockets = {}
    for one in found:
        for state, number in one.tcp().items():
            sockets[state] = sockets.get(state, 0) + number
    remember(open=len(descriptors))
    who = f"{several(len(found), 'process')} {words} held {several(len(descriptors), 'descriptor')} open"
    if "open" in claim and not bounded(claim["open"], len(descriptors)):
        return False, f"{who}."
    if "deleted" in claim and not bounded(claim["deleted"], len(deleted)):
        size = sum(fd.size for fd in deleted) / 1e6
        return False, f"{who}, among them {several(len(deleted), 'deleted file')} ({size:.1f} MB)."
    for state, bound in claim.get("tcp", {}).items():
        number = sockets.get(SS.get(state, state.replace("-", "_")), 0)
        if not bounded(bound, number):
            return False, f"{who}, among them {several(number, 'TCP socket')} in {state}."
    if "growth" in claim:
        growth = len(descriptors) - before()["open"]
        if not bounded(claim["growth"], growth):
            return False, f"{who}, {growth} more than before."
        return True, f"{who}, {abs(growth)} {'more' if growth >= 0 else 'fewer'} than before."
    return True, f"{who}."


judge(measure)
