"""Looks at a machine's files and processes from a helper that joined its process ids. Only for `look` scripts.

Paths are resolved by the kernel inside the machine's root (openat2 with RESOLVE_IN_ROOT, Linux 5.6): a symbolic link made by
the candidate never leads into the helper's own files. Processes come from the helper's own /proc.
"""

import ctypes
import errno
import fnmatch
import gzip
import io
import os
import posixpath
import stat as stat_module

__all__ = ["processes", "process", "listening", "traced", "read", "read_text", "stat", "glob", "listdir", "usage", "files_of", "gunzip"]

MAX_READ_BYTES = 64 * 1024 * 1024
SYS_OPENAT2 = 437
RESOLVE_IN_ROOT = 0x10
RESOLVE_NO_MAGICLINKS = 0x02
TRIES = 100
_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


class _OpenHow(ctypes.Structure):
    _fields_ = [("flags", ctypes.c_uint64), ("mode", ctypes.c_uint64), ("resolve", ctypes.c_uint64)]


def _open(path, flags, root=1):
    """A descriptor of `path` inside the root of process `root`, or None where there is none."""
    try:
        top = os.open(f"/proc/{root}/root", os.O_PATH | os.O_DIRECTORY | os.O_CLOEXEC)
    except (FileNotFoundError, ProcessLookupError):
        return None
    try:
        # Without O_NONBLOCK a named pipe would hold the helper up; openat2 refuses it beside O_PATH.
        wait = 0 if flags & os.O_PATH else os.O_NONBLOCK
        how = _OpenHow(flags | os.O_CLOEXEC | wait, 0, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS)
        for _ in range(TRIES):
            fd = _libc.syscall(
                ctypes.c_long(SYS_OPENAT2), ctypes.c_int(top), os.fsencode(path), ctypes.byref(how), ctypes.c_size_t(ctypes.sizeof(how))
            )
            if fd >= 0:
                return fd
            error = ctypes.get_errno()
            # A rename or mount anywhere on the host makes the kernel give up on a path with `..`, as most links have; openat2(2) says to try again.
            if error != errno.EAGAIN:
                break
        # No such file, not a folder, a loop of links, a way out: for a check these are all "not there".
        if error in (2, 20, 40, 18, 6):
            return None
        raise OSError(error, os.strerror(error), path)
    finally:
        os.close(top)


def _bounded(fd, limit):
    parts, size = [], 0
    while size < limit:
        part = os.read(fd, min(1 << 20, limit - size))
        if not part:
            break
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def read(path, limit=MAX_READ_BYTES):
    """The bytes of a regular file in the machine (at most `limit`), or None where there is none."""
    fd = _open(path, os.O_RDONLY)
    if fd is None:
        return None
    try:
        return _bounded(fd, limit) if stat_module.S_ISREG(os.fstat(fd).st_mode) else None
    finally:
        os.close(fd)


def read_text(path, limit=MAX_READ_BYTES):
    """The text of a file, or None; bytes that are no UTF-8 are replaced."""
    content = read(path, limit)
    return None if content is None else content.decode("utf-8", "replace")


def gunzip(content, limit=MAX_READ_BYTES):
    """The unpacked bytes (at most `limit`), or None where it is no gzip."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            return packed.read(limit)
    except (OSError, EOFError):
        return None


def stat(path):
    """os.stat_result of what `path` leads to, or None."""
    fd = _open(path, os.O_PATH)
    if fd is None:
        return None
    try:
        return os.fstat(fd)
    finally:
        os.close(fd)


def listdir(path):
    """The names in a folder, sorted; empty where there is none."""
    fd = _open(path, os.O_RDONLY | os.O_DIRECTORY)
    if fd is None:
        return []
    try:
        return sorted(os.listdir(fd))
    finally:
        os.close(fd)


def glob(pattern):
    """Absolute paths in the machine that match; `*`, `?` and `[...]` within one part of the path."""
    found = ["/"]
    for part in [part for part in posixpath.normpath(pattern).split("/") if part]:
        if any(c in part for c in "*?["):
            found = [posixpath.join(base, name) for base in found for name in fnmatch.filter(listdir(base), part)]
        else:
            found = [posixpath.join(base, part) for base in found]
    return [path for path in found if stat(path) is not None]


# Where nothing of a service's is ever written, and which are large.
NEVER_WRITTEN = {"/proc", "/sys", "/bin", "/sbin", "/lib", "/lib64", "/boot", "/usr", "/var/lib/dpkg", "/var/cache"}


def files_of(uid):
    """(number, bytes) of the regular files that a user owns anywhere in the machine; one with several names counts once."""
    folders, seen, number, size = ["/", "/usr/local"], set(), 0, 0
    while folders:
        folder = folders.pop()
        for path in [posixpath.join(folder, name) for name in listdir(folder)]:
            info = None if path in NEVER_WRITTEN else stat(path)
            if info is None or (info.st_dev, info.st_ino) in seen:
                continue
            seen.add((info.st_dev, info.st_ino))
            if stat_module.S_ISDIR(info.st_mode):
                folders.append(path)
            elif stat_module.S_ISREG(info.st_mode) and info.st_uid == uid:
                number, size = number + 1, size + info.st_size
    return number, size


class Usage:
    """How full a file system is: bytes used and in all, their ratio 0..1, and the same for inodes."""

    def __init__(self, v):
        self.total = v.f_blocks * v.f_frsize
        self.used = (v.f_blocks - v.f_bfree) * v.f_frsize
        self.ratio = self.used / self.total if self.total else 0.0
        self.inodes = v.f_files
        self.inodes_used = v.f_files - v.f_ffree


def usage(path):
    """Usage of the file system that `path` is on, or None where there is no such path."""
    fd = _open(path, os.O_RDONLY)
    if fd is None:
        return None
    try:
        return Usage(os.fstatvfs(fd))
    finally:
        os.close(fd)


class Fd:
    """A descriptor: its number, what it leads to, whether that was deleted, and the bytes of a regular file."""

    def __init__(self, pid, n):
        self.n = n
        link = f"/proc/{pid}/fd/{n}"
        self.target = os.readlink(link)
        self.deleted = self.target.endswith(" (deleted)")
        info = os.stat(link)
        self.regular = stat_module.S_ISREG(info.st_mode)
        self.size = info.st_size if self.regular else 0
        self.inode = info.st_ino
        self._link = link

    def read(self, limit=MAX_READ_BYTES):
        """The content of a regular file behind the descriptor, deleted or not."""
        if not self.regular:
            return None
        fd = os.open(self._link, os.O_RDONLY | os.O_CLOEXEC)
        try:
            return _bounded(fd, limit)
        finally:
            os.close(fd)


TCP_STATES = {
    "01": "ESTABLISHED", "02": "SYN_SENT", "03": "SYN_RECV", "04": "FIN_WAIT1", "05": "FIN_WAIT2", "06": "TIME_WAIT",
    "07": "CLOSE", "08": "CLOSE_WAIT", "09": "LAST_ACK", "0A": "LISTEN", "0B": "CLOSING",
}


def _tcp_rows(pid):
    for name in ("tcp", "tcp6"):
        try:
            with open(f"/proc/{pid}/net/{name}") as table:
                next(table, None)
                for line in table:
                    column = line.split()
                    yield int(column[1].rsplit(":", 1)[1], 16), TCP_STATES.get(column[3], column[3]), int(column[9])
        except FileNotFoundError:
            continue


class Process:
    """One process. `started` is in clock ticks since boot: it changes when a process is replaced."""

    def __init__(self, pid):
        self.pid = pid
        with open(f"/proc/{pid}/stat", "rb") as file:
            head, _, tail = file.read().rpartition(b")")
        self.name = head.split(b"(", 1)[1].decode("utf-8", "replace")
        column = tail.split()
        self.state = column[0].decode()
        self.ppid = int(column[1])
        self.started = int(column[19])
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            self.argv = [part.decode("utf-8", "replace") for part in file.read().split(b"\0")[:-1]]
        with open(f"/proc/{pid}/status") as file:
            fields = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
        self.uid = int(fields["Uid"].split()[1])
        self.gid = int(fields["Gid"].split()[1])
        self.threads = int(fields.get("Threads", "1"))
        self.status = fields

    def fds(self):
        """Its open descriptors, in order."""
        found = []
        for n in sorted(int(n) for n in os.listdir(f"/proc/{self.pid}/fd")):
            try:
                found.append(Fd(self.pid, n))
            except FileNotFoundError:
                continue
        return found

    def tcp(self):
        """How many of its TCP sockets are in each state, like {"CLOSE_WAIT": 12}."""
        inodes = {fd.inode for fd in self.fds() if fd.target.startswith("socket:")}
        count = {}
        for _, state, inode in _tcp_rows(self.pid):
            if inode in inodes:
                count[state] = count.get(state, 0) + 1
        return count

    def limit(self, name):
        """The soft limit as in /proc/PID/limits (for example "Max open files"), or None where it is unlimited."""
        with open(f"/proc/{self.pid}/limits") as table:
            for line in table:
                if line.startswith(name):
                    soft = line[26:].split()[0]
                    return None if soft == "unlimited" else int(soft)
        raise KeyError(name)

    def environ(self):
        """Its environment when it was started."""
        with open(f"/proc/{self.pid}/environ", "rb") as file:
            parts = file.read().decode("utf-8", "replace").split("\0")
        return dict(part.split("=", 1) for part in parts if "=" in part)


def processes():
    """All processes of the machine but the helper's own."""
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit() or int(name) == os.getpid():
            continue
        try:
            found.append(Process(int(name)))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return sorted(found, key=lambda p: p.pid)


def process(pid):
    """The process with this id, or None."""
    try:
        return Process(pid)
    except (FileNotFoundError, ProcessLookupError):
        return None


def listening(port):
    """The processes of the machine that hold a socket listening on this TCP port."""
    # The helper may have no network of the machine's: the table is read through process 1.
    inodes = {inode for at, state, inode in _tcp_rows(1) if at == port and state == "LISTEN"}
    if not inodes:
        return []
    return [p for p in processes() if any(fd.inode in inodes and fd.target.startswith("socket:") for fd in p.fds())]


def traced(held):
    """Which processes trace one of `held` (strace, gdb), as text; empty where none does.

    A tracer ends with the process that it holds, so one that is there after a restart took hold of the new process by itself.
    """
    tracers = sorted({int(p.status.get("TracerPid", "0")) for p in held} - {0})
    return ", ".join(f"{found.name} ({pid})" for pid in tracers if (found := process(pid)))
