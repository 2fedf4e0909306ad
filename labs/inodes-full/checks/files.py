"""The process behind the port, and how many files the service's user has on the machine; by how many they grew in a burst.

Links whose time was over at the hand-over have to be gone after a burst, whoever owns their files, and wherever these lie.
"""
import posixpath
import stat as modes

from probe import *

# What may be under way, or be left over until the next look of the sweeper.
SLACK = 60
# Where nothing of a service's is ever written, and which are large.
SKIPPED = {"/proc", "/sys", "/bin", "/sbin", "/lib", "/lib64", "/boot", "/usr", "/var/lib/dpkg", "/var/cache"}

port, uid = int(params["port"]), int(params["uid"])


def retried(look, path):
    """What `look` finds at a path. The kernel refuses a link with `..` in it (EAGAIN) while somebody on the host renames a file."""
    for _ in range(100):
        try:
            return look(path)
        except BlockingIOError:
            time.sleep(0.002)
    return None


def owned(top):
    """How many regular files below `top` belong to the service's user; links are not followed twice. Adds to `left_over`."""
    folders, seen, count = [top], set(), 0
    while folders:
        folder = folders.pop()
        for name in retried(listdir, folder) or []:
            path = posixpath.join(folder, name)
            if path in SKIPPED:
                continue
            info = retried(stat, path)
            if info is None or (info.st_dev, info.st_ino) in seen:
                continue
            seen.add((info.st_dev, info.st_ino))
            if modes.S_ISDIR(info.st_mode):
                folders.append(path)
            elif modes.S_ISREG(info.st_mode):
                count += info.st_uid == uid
                if name in over:
                    left_over.add(name)
    return count


service = listening(port)
if not service:
    not_met(f"Nothing listened on port {port}.")
if any(process.uid != uid for process in service):
    not_met(f"The service did not run as its own user ({params['service']}, uid {uid}).")
main = min(service, key=lambda process: process.started)
identity = [main.pid, main.started]
over, left_over = {f"{link}.json" for link in kept.get("over", [])}, set()
files = owned("/") + owned("/usr/local")
if args["since"] == "burst":
    if identity != kept["identity"]:
        not_met("The service was started anew while it was busy.")
    growth = files - kept["files"]
    if growth > kept["left"] + SLACK:
        not_met(
            f"After the burst, and some time for clearing up, the service's user had {growth} files more than before;"
            f" {kept['left']} of them are documents that were accepted and links that still live."
        )
    if left_over:
        not_met(f"Of {len(over)} links whose time was over at the start, {len(left_over)} still lay on the machine.")
elif args["since"] == "restart" and identity == kept["identity"]:
    not_met("The restart of the service did not replace the process that answers.")
keep(identity=identity, files=files)
met(f"The service's user had {files} files.")
