"""`systemctl list-units`, `--failed` and `list-unit-files`."""

import fnmatch
import os

import state
import unitfile
from show import branch, colour
from supervise import SERVICES

# Packages bring units for systemd's own world; only services that can run here are listed.
SHOWN_OF_PACKAGES = ("cron", "nginx", "postgresql", "dnsmasq")


def supervised():
    """Names of all units that runit knows."""
    return sorted(name for name in os.listdir(SERVICES) if not name.startswith("."))


def _table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  " + " ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def _matches(name, patterns):
    return not patterns or any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


def list_units(everything, patterns, states=""):
    """Prints the units. `states` narrows them: words for LOAD, ACTIVE or SUB with commas between, as `--state` takes them."""
    rows = [("UNIT", "LOAD", "ACTIVE", "SUB", "DESCRIPTION")]
    for name in supervised():
        now = state.of(name)
        wanted = {now.load, now.active, now.sub} & set(states.split(",")) if states else everything or now.active != "inactive"
        if _matches(name, patterns) and wanted:
            unit = unitfile.load(name)
            rows.append((f"{name}.service", now.load, now.active, now.sub, unit.description if unit else name))
    _table(rows)
    print(f"\n{len(rows) - 1} loaded units listed.")
    return 0


def with_files():
    """Names of the units that have a unit file of this machine's own."""
    names = set()
    for folder in unitfile.SEARCH:
        for entry in os.listdir(folder) if os.path.isdir(folder) else []:
            name = unitfile.strip_suffix(entry)
            local = folder == unitfile.SEARCH[0] or name in SHOWN_OF_PACKAGES
            if entry.endswith(".service") and "@" not in entry and local:
                names.add(name)
    return sorted(names)


def matched(name):
    """The units that a pattern such as `post*` names among those that are loaded; a plain name is itself."""
    if not any(letter in name for letter in "*?["):
        return [name]
    return [unit for unit in supervised() if fnmatch.fnmatch(unit, name) or fnmatch.fnmatch(f"{unit}.service", name)]


def list_dependencies(name, reverse):
    """Prints a unit and what it pulls in, or with `reverse` what pulls it in, one level deep."""
    target = "multi-user.target"
    enabled = [f"{unit}.service" for unit in with_files() if state.of(unit).enablement == "enabled"]
    if name == target:
        below = [] if reverse else enabled
    elif reverse:
        below = [target] if f"{name}.service" in enabled else []
    else:
        unit = unitfile.load(name)
        wanted = [word for key in ("Requires", "Wants") for text in (unit.values.get(("Unit", key), []) if unit else []) for word in text.split()]
        below = ["system.slice", *wanted, "sysinit.target"]
    print(unitfile.full(name))
    for unit in below:
        active = not unit.endswith(".service") or state.active_state(unitfile.strip_suffix(unit)) == "active"
        print(f"{colour('●', 32) if active else '○'} {branch(unit == below[-1])}{unit}")
    return 0


def list_unit_files(patterns):
    names = [name for name in with_files() if _matches(name, patterns)]
    rows = [("UNIT FILE", "STATE")]
    rows += [(f"{name}.service", state.of(name).enablement) for name in names]
    _table(rows)
    print(f"\n{len(rows) - 1} unit files listed.")
    return 0
