"""`systemctl enable`, `disable`, `mask`, `unmask`, `revert` and `edit`: changes to unit files."""

import os
import sys

import unitfile
from supervise import SERVICES, drop, put

LOCAL = unitfile.SEARCH[0]


def _path(name):
    path = unitfile.find(name)
    if path is None:
        print(f"Failed to find unit: Unit {name}.service does not exist.", file=sys.stderr)
        sys.exit(1)
    return path


def enable(name):
    path, link = _path(name), f"{unitfile.WANTS}/{name}.service"
    drop(f"{SERVICES}/{name}/down")
    if os.path.lexists(link):
        return
    os.makedirs(unitfile.WANTS, exist_ok=True)
    os.symlink(path, link)
    print(f"Created symlink '{link}' → '{path}'.", file=sys.stderr)


def disable(name):
    _path(name)
    link = f"{unitfile.WANTS}/{name}.service"
    if os.path.isdir(f"{SERVICES}/{name}"):
        put(f"{SERVICES}/{name}/down", "")
    if os.path.lexists(link):
        os.unlink(link)
        print(f"Removed '{link}'.", file=sys.stderr)


def mask(name):
    path = f"{LOCAL}/{name}.service"
    if os.path.lexists(path) and not unitfile.masked(path):
        print(f"Failed to mask unit: File '{path}' already exists.", file=sys.stderr)
        sys.exit(1)
    drop(path)
    os.symlink("/dev/null", path)
    print(f"Created symlink '{path}' → '/dev/null'.", file=sys.stderr)


def unmask(name):
    path = f"{LOCAL}/{name}.service"
    if os.path.lexists(path) and unitfile.masked(path):
        os.unlink(path)
        print(f"Removed '{path}'.", file=sys.stderr)


def revert(name):
    """Takes back what was changed here of a unit that a package brought: drop-ins, and a copy or mask of its file."""
    _path(name)
    folder, copy = f"{LOCAL}/{name}.service.d", f"{LOCAL}/{name}.service"
    for path in [f"{folder}/{entry}" for entry in (sorted(os.listdir(folder)) if os.path.isdir(folder) else [])]:
        os.unlink(path)
        print(f"Removed '{path}'.", file=sys.stderr)
    if os.path.isdir(folder):
        os.rmdir(folder)
        print(f"Removed '{folder}'.", file=sys.stderr)
    # A unit that exists nowhere else is no override, and stays.
    if os.path.lexists(copy) and any(os.path.lexists(f"{other}/{name}.service") for other in unitfile.SEARCH[1:]):
        os.unlink(copy)
        print(f"Removed '{copy}'.", file=sys.stderr)


def edit(name):
    """Opens a drop-in, or with --full a copy of the unit file, in the editor."""
    path = _path(name)
    editor = os.environ.get("SYSTEMD_EDITOR") or os.environ.get("EDITOR") or os.environ.get("VISUAL") or "editor"
    if "--full" in sys.argv:
        target = f"{LOCAL}/{name}.service"
        if not os.path.lexists(target):
            with open(path, encoding="utf-8") as file:
                put(target, file.read())
    else:
        os.makedirs(f"{LOCAL}/{name}.service.d", exist_ok=True)
        target = f"{LOCAL}/{name}.service.d/override.conf"
    os.spawnvp(os.P_WAIT, "sh", ["sh", "-c", f'{editor} "$1"', "sh", target])
    if os.path.exists(target) and os.path.getsize(target) == 0:
        os.unlink(target)
