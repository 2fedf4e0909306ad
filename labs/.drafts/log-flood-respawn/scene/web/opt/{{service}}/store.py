"""Where uploads lie: in the inbox until {{agent}} has moved them, in the archive afterwards."""
import hashlib
import os
import pathlib
import secrets


class Store:
    def __init__(self, inbox, archive):
        self.inbox = pathlib.Path(inbox)
        self.archive = pathlib.Path(archive)

    def put(self, content):
        """Stores an upload in one piece and gives back its number. Raises OSError, and then leaves nothing behind."""
        number = "f" + secrets.token_hex(8)
        part = self.inbox / f".{number}"
        try:
            with open(part, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.rename(part, self.inbox / number)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        return number

    def find(self, number):
        """Size, digest and state of an upload, or None."""
        for state, path in (("archived", self.archived(number)), ("received", self.inbox / number), ("archived", self.archived(number))):
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                continue
            return {"file": number, "bytes": len(content), "sha256": digest(content), "state": state}
        return None

    def archived(self, number):
        return self.archive / number[1:3] / number


def digest(content):
    return hashlib.sha256(content).hexdigest()
