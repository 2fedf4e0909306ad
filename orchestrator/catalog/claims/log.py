# More lines than fit into the helper's memory, and as much as `read` gives of a file.
MOST_BYTES, MOST_FILE_BYTES = 16 * 1024 * 1024, 64 * 1024 * 1024
# How the supervisor's own lines begin in a unit's journal: a note for the reader, and the name of the main process for journalctl.
NOTE, MAIN = "\x1f", "\x1e"


def text(content):
    """Bytes as text. Raises ValueError where there are more than can be looked at: a part would tell nothing."""
    if len(content) > MOST_BYTES:
        raise ValueError(f"{len(content)} bytes of log")
    return content.decode("utf-8", "replace")


def of_unit(name):
    """Lines of a unit's journal, and the stamp of the last one. Each begins with the time at which it was taken."""
    folder = f"/run/log/journal/{name.removesuffix('.service')}"
    content = b"".join(read(path) or b"" for path in [*glob(f"{folder}/@*"), f"{folder}/current"])
    after = before()["stamp"] if "since" in claim else ""
    stamped = [line.split(" ", 1) for line in text(content).split("\n") if " " in line]
    remember(stamp=max((stamp for stamp, _ in stamped), default=after))
    fresh = [line for stamp, line in stamped if stamp > after and not line.startswith(MAIN)]
    return [re.sub(r"^<[0-7]>", "", line.removeprefix(NOTE)) for line in fresh]


def of_file(path):
    """Lines of a file; with `since`, those after the end that it had, also where it was renamed meanwhile."""
    content, info = read(path), stat(path)
    if content is not None and info.st_size > MOST_FILE_BYTES:
        raise ValueError(f"{path} has {info.st_size} bytes")
    remember(inode=info.st_ino if info else 0, size=len(content or b""))
    if "since" not in claim:
        return None if content is None else text(content).splitlines()
    was = before()
    renamed = next((old for old in glob(f"{path}*") if old != path and stat(old).st_ino == was["inode"]), None)
    if content is None and renamed is None:
        return None
    if renamed is not None:
        return text((read(renamed) or b"")[was["size"] :] + (content or b"")).splitlines()
    same = info.st_ino == was["inode"] and info.st_size >= was["size"]
    return text(content[was["size"] :] if same else content).splitlines()


def measure():
    where = f"the log of {claim['unit']}" if "unit" in claim else claim["path"]
    lines = of_unit(claim["unit"]) if "unit" in claim else of_file(claim["path"])
    if lines is None:
        return False, f"There was no {where}."
    seen = f"{several(len(lines), 'line')} {'came into' if 'since' in claim else 'stood in'} {where}"
    if "lines" in claim and not bounded(claim["lines"], len(lines)):
        return False, f"{seen}."
    line = misfit(lines, claim.get("contents", []), drawn_before())
    if line is not None:
        return False, f"{seen}, among them {quoted(line)}." if line else f"{seen}, not all of those that have to be there."
    return True, f"{seen}."


judge(measure)
