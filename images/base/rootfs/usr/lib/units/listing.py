"""`systemctl list-units`, `--failed` and `list-unit-files`."""

import fnmatch
import os

import state
import unitfile
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


def list_unit_files(patterns):
    names = set()
    for folder in unitfile.SEARCH:
        for entry in os.listdir(folder) if os.path.isdir(folder) else []:
            name = unitfile.strip_suffix(entry)
            local = folder == unitfile.SEARCH[0] or name in SHOWN_OF_PACKAGES
            if entry.endswith(".service") and "@" not in entry and local and _matches(name, patterns):
                names.add(name)
    rows = [("UNIT FILE", "STATE")]
    rows += [(f"{name}.service", state.of(name).enablement) for name in sorted(names)]
    _table(rows)
    print(f"\n{len(rows) - 1} unit files listed.")
    return 0
