"""Small answers that were given before, one file each; they hold until the index is built anew."""
import hashlib
import json
import os
import pathlib
import threading

MOST_HITS = 100


class Cache:
    def __init__(self, folder, most_files):
        self.folder = pathlib.Path(folder)
        self.most_files = most_files
        self.lock = threading.Lock()

    def path(self, words, limit):
        name = hashlib.sha1(" ".join([*sorted(words), str(limit)]).encode()).hexdigest()[:20]
        return self.folder / f"{name}.json"

    def get(self, words, limit):
        try:
            total, hits = json.loads(self.path(words, limit).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return total, hits

    def put(self, words, limit, found):
        if limit > MOST_HITS or len(os.listdir(self.folder)) >= self.most_files:
            return
        path = self.path(words, limit)
        with self.lock:
            if path.exists():
                return
            partial = path.with_suffix(".new")
            partial.write_text(json.dumps(found), encoding="utf-8")
            partial.replace(path)
