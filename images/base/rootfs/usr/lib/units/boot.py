"""Lays out what runsvdir supervises: once before it starts, and again on `systemctl daemon-reload`."""

import os

import unitfile
from supervise import SERVICES, STATE, enabled, lay_out

# Units of packages that are supervised from the start although nothing enables them, so that starting them is quick.
KNOWN = ("nginx",)


def local_units():
    """Names of the services whose files lie in /etc/systemd/system, without templates."""
    names = set()
    for entry in os.listdir(unitfile.SEARCH[0]):
        if entry.endswith(".service") and "@" not in entry:
            names.add(unitfile.strip_suffix(entry))
    return names


def wanted_units():
    """Names that multi-user.target wants. A plain file there becomes the link that `systemctl enable` would make."""
    names = set()
    if not os.path.isdir(unitfile.WANTS):
        return names
    for entry in os.listdir(unitfile.WANTS):
        name, path = unitfile.strip_suffix(entry), f"{unitfile.WANTS}/{entry}"
        target = unitfile.find(name)
        if not entry.endswith(".service") or target is None:
            continue
        if not os.path.islink(path):
            os.unlink(path)
            os.symlink(target, path)
        names.add(name)
    return names


def lay_out_all():
    """Supervises every unit that is not supervised yet; only those enabled start by themselves."""
    for name in sorted(wanted_units() | local_units() | set(KNOWN)):
        path = unitfile.find(name)
        if path is not None and not unitfile.masked(path):
            lay_out(name, up=enabled(name))


def remove_tree(top):
    """shutil.rmtree without its import, which would be a third of the boot step."""
    for folder, folders, files in os.walk(top, topdown=False):
        for name in files:
            os.unlink(f"{folder}/{name}")
        for name in folders:
            path = f"{folder}/{name}"
            os.unlink(path) if os.path.islink(path) else os.rmdir(path)


def main():
    """Starts from nothing: what an earlier run of the machine left in /run does not count."""
    for folder in (SERVICES, STATE):
        remove_tree(folder)
        os.makedirs(folder, exist_ok=True)
    os.makedirs("/run/terminals", exist_ok=True)
    os.chmod("/run/terminals", 0o755)
    lay_out_all()
    # runsvdir waits for the next second before it reads a folder that changed within this one.
    os.utime(SERVICES, (1, 1))
