"""Takes documents in: into the spool first, and to the archive once they are what they were announced as."""
import hashlib
import secrets

CHUNK_BYTES = 64 * 1024


class Refused(ValueError):
    """The document is not what it should be."""


class Uploads:
    def __init__(self, folder, archive):
        self.folder = folder
        self.archive = archive

    def receive(self, stream, length, sha256):
        """Reads a document of `length` bytes and archives it; gives back its number. Raises Refused, or OSError."""
        path = self.folder / f"{secrets.token_hex(8)}.part"
        try:
            digest, head = self.save(stream, length, path)
            if digest != sha256:
                raise Refused("checksum differs")
            if not head.startswith(b"%PDF-"):
                raise Refused("not a PDF")
            return self.archive.add(path)
        finally:
            path.unlink(missing_ok=True)

    def save(self, stream, length, path):
        """Writes the document to `path`; gives back its digest and how it begins."""
        digest, head, left = hashlib.sha256(), b"", length
        with path.open("xb") as file:
            while left:
                chunk = stream.read(min(CHUNK_BYTES, left))
                if not chunk:
                    raise Refused("cut short")
                file.write(chunk)
                digest.update(chunk)
                head = head or chunk
                left -= len(chunk)
        return digest.hexdigest(), head
