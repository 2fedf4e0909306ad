PASSWD = "/etc/passwd"


def there(found, words):
    if not found:
        return f"There was no process {words}."
    return f"There {'was' if len(found) == 1 else 'were'} {several(len(found), 'process')} {words}."


def measure():
    found, words = selected()
    remember(processes=[[one.pid, one.started] for one in found])
    # A count says by itself how many there may be.
    if ("running" in claim or "count" not in claim) and bool(found) != claim.get("running", True):
        return False, there(found, words)
    if "count" in claim and not bounded(claim["count"], len(found)):
        return False, there(found, words)
    for one in found if "user" in claim else []:
        if not any(is_account(one.uid, user, PASSWD) for user in claim["user"]):
            return False, f"{one.name} ({one.pid}), {words}, ran as {named(one.uid, PASSWD)} (uid {one.uid})."
    if "since" in claim:
        was = [tuple(identity) for identity in before()["processes"]]
        now = [(one.pid, one.started) for one in found]
        left = [one for one in now if one in was]
        if claim["replaced"] and left:
            return False, f"Process {left[0][0]}, {words}, was the same as before."
        if not claim["replaced"] and was[:1] != now[:1]:
            return False, f"The oldest process {words} was not the same as before."
    if not found:
        return True, there(found, words)
    oldest = found[0]
    who = f"{oldest.name} ({oldest.pid}) as {named(oldest.uid, PASSWD)}"
    return True, f"{several(len(found), 'process')} {words}{': ' if len(found) == 1 else ', the oldest '}{who}."


judge(measure)
