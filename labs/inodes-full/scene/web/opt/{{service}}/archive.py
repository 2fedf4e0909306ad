"""Documents that were accepted, by number."""
import os
import re
import secrets
import shutil

NUMBER = re.compile(r"d[0-9a-f]{16}")


class Archive:
    def __init__(self, folder):
        self.folder = folder

    def add(self, path):
        """Copies a document in, whole or not at all, and gives back its number."""
        number = "d" + secrets.token_hex(8)
        unfinished = self.folder / f".{number}"
        try:
            shutil.copyfile(path, unfinished)
            os.replace(unfinished, self.folder / f"{number}.pdf")
        finally:
            unfinished.unlink(missing_ok=True)
        return number

    def read(self, number):
        """The document, or None where there is none."""
        if not NUMBER.fullmatch(number):
            return None
        try:
            return (self.folder / f"{number}.pdf").read_bytes()
        except FileNotFoundError:
            return None
