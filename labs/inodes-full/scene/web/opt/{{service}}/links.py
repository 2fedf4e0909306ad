"""Upload links: who may hand documents in, and until when. One small file for each."""
import json
import os
import re
import secrets
import time

LINK = re.compile(r"[0-9a-f]{32}")
DEFAULT_TTL_S = 900
MAX_TTL_S = 86_400


class Invalid(ValueError):
    """The link cannot be made as it was asked for."""


class Links:
    def __init__(self, folder):
        self.folder = folder

    def create(self, customer, ttl_s=DEFAULT_TTL_S):
        """Makes a link that lives for `ttl_s` seconds; raises OSError where it cannot be written."""
        if not isinstance(customer, str) or not 0 < len(customer) <= 80:
            raise Invalid("customer: 1 to 80 characters")
        if not isinstance(ttl_s, int) or not 1 <= ttl_s <= MAX_TTL_S:
            raise Invalid(f"ttl_s: a whole number from 1 to {MAX_TTL_S}")
        link = secrets.token_hex(16)
        record = {"link": link, "customer": customer, "expires": int(time.time()) + ttl_s}
        path = self.path(link)
        path.parent.mkdir(mode=0o750, exist_ok=True)
        # Whole before it has its name, so that nobody reads half of it.
        unfinished = path.with_suffix(".new")
        unfinished.write_text(json.dumps(record) + "\n")
        os.replace(unfinished, path)
        return record

    def find(self, link):
        """The link's record, or None where there is none or its time is over."""
        if not LINK.fullmatch(link):
            return None
        try:
            record = json.loads(self.path(link).read_text())
        except FileNotFoundError:
            return None
        return record if record["expires"] > time.time() else None

    def path(self, link):
        return self.folder / link[0] / f"{link}.json"
