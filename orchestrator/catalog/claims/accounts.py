def ids(path):
    """Names and ids of /etc/passwd or /etc/group in the machine; of two lines with one name the first counts, as for the C library."""
    found = {}
    for line in (read_text(path) or "").splitlines():
        fields = line.split(":")
        if len(fields) > 2 and fields[2].isdigit():
            found.setdefault(fields[0], int(fields[2]))
    return found


def named(number, path):
    """The name of an id, or the id where it has none."""
    return next((name for name, of in ids(path).items() if of == number), str(number))


def is_account(number, wanted, path):
    """Whether an id is the account that lab.yaml names. Id 0 is root, whatever other name somebody gave it."""
    if str(wanted).isdigit():
        return number == int(wanted)
    return number == ids(path).get(wanted) and (number != 0 or wanted == "root")
