"""Becomes a unit's process. runit calls it for every start, so an edited unit file counts from the next start on."""

import os
import resource
import sys
import time

import unitfile
from supervise import drop, get, name_main_process, note, put, state_file

LIMITS = {
    "LimitNOFILE": resource.RLIMIT_NOFILE,
    "LimitNPROC": resource.RLIMIT_NPROC,
    "LimitCORE": resource.RLIMIT_CORE,
    "LimitFSIZE": resource.RLIMIT_FSIZE,
    "LimitAS": resource.RLIMIT_AS,
}


class StartFailed(Exception):
    """A step before the exec failed; `status` is the exit status that systemd.exec(5) gives it."""

    def __init__(self, status, text):
        super().__init__(text)
        self.status = status


def account(unit):
    """User id, group id, groups, environment of the unit's user; None for root without a User= line."""
    import pwd  # only units with a user pay for this

    user, group = unit.service("User"), unit.service("Group")
    if not user and not group:
        return None
    try:
        entry = pwd.getpwuid(int(user)) if user.isdigit() else pwd.getpwnam(user or "root")
    except KeyError:
        raise StartFailed(217, f"Failed to determine user credentials for {user}: No such process") from None
    gid = entry.pw_gid
    if group:
        import grp

        try:
            gid = int(group) if group.isdigit() else grp.getgrnam(group).gr_gid
        except KeyError:
            raise StartFailed(216, f"Failed to determine group credentials for {group}: No such process") from None
    home = {"HOME": entry.pw_dir, "LOGNAME": entry.pw_name, "USER": entry.pw_name, "SHELL": entry.pw_shell}
    return entry.pw_uid, gid, os.getgrouplist(entry.pw_name, gid), home


def environment(unit, who):
    """What the process gets: nothing of ours, then the user's, Environment= and EnvironmentFile=."""
    env = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", "LANG": "C.UTF-8"}
    if who:
        env.update(who[3])
    for line in unit.each("Environment"):
        for word in unitfile.words(unitfile.specifiers(unit, line)):
            name, equals, value = word.partition("=")
            if equals:
                env[name] = value
    for path in unit.each("EnvironmentFile"):
        optional = path.startswith("-")
        try:
            with open(path.lstrip("-"), encoding="utf-8") as file:
                lines = file.read().split("\n")
        except OSError as error:
            if optional:
                continue
            raise StartFailed(203, f"Failed to load environment files: {error.strerror}") from None
        for line in lines:
            name, equals, value = line.strip().partition("=")
            if equals and not name.startswith(("#", ";")):
                value = value.strip()
                quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
                env[name.strip()] = value[1:-1] if quoted else value
    return env


def limit(unit):
    """Sets the unit's limits; like systemd it takes the most it may have where the hard limit is lower."""
    for key, which in LIMITS.items():
        text = unit.service(key)
        if not text:
            continue
        hard_now = resource.getrlimit(which)[1]
        soft, _, hard = text.partition(":")
        try:
            pair = [resource.RLIM_INFINITY if part == "infinity" else int(part) for part in (soft, hard or soft)]
        except ValueError:
            note(f"{unit.name}.service: Failed to parse {key}={text}, ignoring.")
            continue
        if hard_now != resource.RLIM_INFINITY:
            pair = [hard_now if part == resource.RLIM_INFINITY or part > hard_now else part for part in pair]
        resource.setrlimit(which, (pair[0], pair[1]))


def redirect(unit):
    """StandardOutput= and StandardError=: append:, file:, truncate: and null; all else is the journal."""
    for key, fd in (("StandardOutput", 1), ("StandardError", 2)):
        kind, colon, path = unit.service(key).partition(":")
        if kind == "null":
            colon, path = ":", "/dev/null"
        if not colon:
            continue
        how = {"append": os.O_APPEND, "truncate": os.O_TRUNC}.get(kind, 0)
        try:
            target = os.open(unitfile.specifiers(unit, path), os.O_WRONLY | os.O_CREAT | how, 0o644)
        except OSError as error:
            raise StartFailed(209, f"Failed to set up standard output: {error.strerror}") from None
        if key == "StandardOutput" and not unit.service("StandardError"):
            os.dup2(target, 2)
        os.dup2(target, fd)


def command(unit, text, env):
    """Splits a command into prefix characters and words."""
    bare = text.lstrip("-@:+!|")
    prefix = text[: len(text) - len(bare)]
    argv = unitfile.words(unitfile.specifiers(unit, bare))
    return prefix, argv if ":" in prefix else unitfile.expand(argv, env)


def become(unit, who, prefix, argv, env):
    """Switches user and folder, then executes. Returns only by raising."""
    if who and "+" not in prefix:
        os.setgroups(who[2])
        os.setgid(who[1])
        os.setuid(who[0])
    folder = unit.service("WorkingDirectory", "/")
    try:
        os.chdir(env.get("HOME", "/root") if folder == "~" else folder.lstrip("-"))
    except OSError as error:
        if not folder.startswith("-"):
            raise StartFailed(200, f"Changing to the requested working directory failed: {error.strerror}") from None
    os.umask(int(unit.service("UMask", "0022"), 8))
    if not argv:
        raise StartFailed(203, "Service has no ExecStart= setting. Refusing.")
    path = argv.pop(0) if "@" in prefix else argv[0]
    try:
        os.execvpe(path, argv, env)
    except OSError as error:
        raise StartFailed(203, f"Unable to locate executable '{path}': {error.strerror}") from None


def run_to_end(unit, who, text, env):
    """Runs one command as a child and returns how it ended: 0, an exit status, or 128 + signal."""
    prefix, argv = command(unit, text, env)
    child = os.fork()
    if child == 0:
        try:
            become(unit, who, prefix, argv, env)
        except StartFailed as failure:
            note(f"{unit.name}.service: {failure}")
            os._exit(failure.status)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return 0 if "-" in prefix else code if code >= 0 else 128 - code


def start(name):
    """Does all of it; ends in an exec, or in an exit status that `finish` reads."""
    drop(state_file(name, "main"))
    delay = float(get(state_file(name, "restart-at")) or 0) - time.time()
    if 0 < delay < 3600:
        time.sleep(delay)
    drop(state_file(name, "restart-at"))
    unit = unitfile.load(name)
    if unit is None or unitfile.masked(unit.path):
        note(f"Unit {name}.service {'not found' if unit is None else 'is masked'}.")
        return 5
    for text in unit.notes:
        note(text)
    name_main_process(0, name)
    oneshot = unit.service("Type") == "oneshot"
    note(f"Starting {name}.service - {unit.description}...")
    os.setsid()
    limit(unit)
    who = account(unit)
    env = environment(unit, who)
    redirect(unit)
    for text in unit.each("ExecStartPre") + (unit.each("ExecStart") if oneshot else []):
        code = run_to_end(unit, who, text, env)
        if code != 0:
            note(f"{name}.service: Control process exited, code=exited, status={code}/FAILURE")
            return code
    if oneshot:
        note(f"Finished {name}.service - {unit.description}.")
        put(state_file(name, "main"), str(os.getpid()))
        if unit.service("RemainAfterExit").lower() in ("yes", "true", "1", "on"):
            os.execv("/usr/bin/sleep", ["sleep", "infinity"])
        return 0
    lines = unit.each("ExecStart")
    prefix, argv = command(unit, lines[-1], env) if lines else ("", [])
    name_main_process(os.getpid(), unit.service("SyslogIdentifier") or os.path.basename((argv or [name])[0]))
    note(f"Started {name}.service - {unit.description}.")
    put(state_file(name, "main"), str(os.getpid()))
    become(unit, who, prefix, argv, env)
    return 203


def main():
    name = os.path.basename(os.getcwd())
    os.dup2(1, 2)
    os.dup2(os.open("/dev/null", os.O_RDONLY), 0)
    try:
        sys.exit(start(name))
    except StartFailed as failure:
        drop_main_as_root(name)
        note(f"{name}.service: {failure}")
        sys.exit(failure.status)


def drop_main_as_root(name):
    """A step failed after the switch of user: then the state file is not ours to remove, and `finish` does it."""
    try:
        drop(state_file(name, "main"))
    except PermissionError:
        pass
