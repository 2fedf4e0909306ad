"""What state a unit is in, in systemd's words."""

import os

import unitfile
from supervise import enabled, get, main_pid, state_file
from supervise import status as runit_status


class State:
    """`result` is how the last run ended (empty where it never ran); `ended_at` in seconds since 1970."""

    def __init__(self, name):
        self.name = name
        self.path = unitfile.find(name)
        self.runit = runit_status(name)
        self.main = main_pid(name)
        fields = get(state_file(name, "last")).split()
        self.ended_pid, self.code, self.signal = (int(field) for field in fields[:3]) if fields else (0, 0, 0)
        self.ended_at = float(fields[3]) if fields else 0.0
        self.result = fields[4] if fields else ""

    @property
    def waiting(self):
        """Ended, and about to be started again by itself."""
        return bool(get(state_file(self.name, "restart-at"))) and self.runit.wanted

    @property
    def active(self):
        if self.main:
            return "active"
        if self.runit.state == "finish":
            return "deactivating"
        if self.runit.state == "run" or self.waiting:
            return "activating"
        return "failed" if self.result not in ("", "success", "not-found") else "inactive"

    @property
    def sub(self):
        words = {"active": "running", "deactivating": "stop", "failed": "failed", "inactive": "dead"}
        if self.active == "activating":
            return "auto-restart" if self.waiting else "start-pre"
        unit = unitfile.load(self.name) if self.active == "active" else None
        return "exited" if unit and unit.service("Type") == "oneshot" else words[self.active]

    @property
    def enablement(self):
        """As `is-enabled` prints it; empty where there is no unit file."""
        if self.path is None:
            return ""
        if unitfile.masked(self.path):
            return "masked"
        if enabled(self.name):
            return "enabled"
        unit = unitfile.load(self.name)
        installable = any(section == "Install" for section, _key in unit.values)
        return "disabled" if installable else "static"

    @property
    def load(self):
        return "not-found" if self.path is None else "masked" if unitfile.masked(self.path) else "loaded"

    @property
    def started_at(self):
        """When the main process was started: the mark is written right before its exec."""
        return os.stat(state_file(self.name, "main")).st_mtime if self.main else 0.0


def of(name):
    return State(name)


def active_state(name):
    return State(name).active
