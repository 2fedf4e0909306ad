"""Which folder of the archive an upload belongs to."""
import csv
import dataclasses


@dataclasses.dataclass
class Rule:
    name: str
    prefix: str
    from_bytes: int
    to_bytes: int
    folder: str
    keep_days: int


def read_rules(path):
    with open(path, encoding="ascii", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        return [Rule(name, prefix, int(low), int(high), folder, int(days)) for name, prefix, low, high, folder, days in rows]


def rule_for(rules, content):
    """The first rule that fits the first bytes and the size, or None: then the upload has no folder of its own."""
    for rule in rules:
        if content.startswith(rule.prefix.encode()) and rule.from_bytes <= len(content) <= rule.to_bytes:
            return rule
    return None
