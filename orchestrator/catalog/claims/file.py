import stat as modes

MOST_BYTES = 8 * 1024 * 1024
PASSWD, GROUP = "/etc/passwd", "/etc/group"
KINDS = {"file": modes.S_ISREG, "directory": modes.S_ISDIR, "socket": modes.S_ISSOCK, "pipe": modes.S_ISFIFO}
path = claim["path"]


def measure():
    info = stat(path)
    if info is None:
        return not claim["exists"], f"There was no {path}."
    if not claim["exists"]:
        return False, f"{path} was there."
    kind = next((kind for kind, fits in KINDS.items() if fits(info.st_mode)), "special file")
    mode = f"{modes.S_IMODE(info.st_mode):04o}"
    owner, group = named(info.st_uid, PASSWD), named(info.st_gid, GROUP)
    seen = f"{path} was a {kind} of {owner}:{group} with mode {mode}"
    right = (
        claim.get("filetype", kind) == kind
        and ("owner" not in claim or is_account(info.st_uid, claim["owner"], PASSWD))
        and ("group" not in claim or is_account(info.st_gid, claim["group"], GROUP))
        and ("mode" not in claim or int(mode, 8) == int(claim["mode"], 8))
    )
    if not right:
        return False, f"{seen}."
    if "size" in claim and not bounded(claim["size"], info.st_size):
        return False, f"{path} had {info.st_size} bytes."
    if "contents" in claim:
        if kind != "file":
            return False, f"{seen}."
        if info.st_size > MOST_BYTES:
            raise ValueError(f"{path} has {info.st_size} bytes, of which a claim can't read all")
        line = misfit((read_text(path) or "").splitlines(), claim["contents"], drawn_before())
        if line is not None:
            return False, f"{path} held {quoted(line)}." if line else f"{path} did not hold all that it has to."
    return True, f"{seen}."


judge(measure)
