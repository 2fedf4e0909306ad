"""Reads a street's line as the carrier wants it."""
import re

WORDS = r"(?:[A-Za-z.'-]+ ?)+"
# "Old Mill Lane 12a"
NUMBERED = re.compile(rf"(?P<name>{WORDS}) (?P<number>\d+[a-z]?)")
# "Lakeside House"
NAMED = re.compile(rf"(?P<name>{WORDS})")
POSTCODE = re.compile(r"\d{5}")


class Invalid(ValueError):
    """The carrier does not take such an address."""


def street_line(text):
    line = " ".join(text.split())
    if found := NUMBERED.fullmatch(line):
        return f"{found['name']} {found['number']}"
    if found := NAMED.fullmatch(line):
        return f"{found['name']} (no number)"
    raise Invalid("street: neither a name with a number nor a name alone")


def town_line(postcode, town):
    if not POSTCODE.fullmatch(postcode):
        raise Invalid("postcode: five digits")
    return f"{postcode} {' '.join(town.split()).upper()}"
