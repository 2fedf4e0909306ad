"""Whose key it is, and why one is refused."""
import logging
import tomllib

log = logging.getLogger("{{service}}.customers")


class Refused(Exception):
    def __init__(self, customer, why, said):
        super().__init__(said)
        self.customer = customer
        self.why = why


class Customers:
    def __init__(self, path):
        self.path = path
        self.load()

    def load(self):
        with open(self.path, "rb") as file:
            known = tomllib.load(file)
        self.keys = {entry["key"]: name for name, entry in known.items()}
        self.replaced = {
            old["key"]: (name, old) for name, entry in known.items() for old in entry.get("replaced", [])
        }
        log.info("%d customers, %d keys that were replaced", len(self.keys), len(self.replaced))

    def of(self, key):
        """The customer whose key this is.

        Raises Refused, with what support has to know.
        """
        if key in self.keys:
            return self.keys[key]
        if key in self.replaced:
            name, old = self.replaced[key]
            said = f"key ...{key[-4:]} of {name} was replaced on {old['on']} ({old['why']})"
            raise Refused(name, "replaced key", said)
        raise Refused("nobody", "unknown key", f"unknown key ...{key[-4:]}" if key else "no key")
