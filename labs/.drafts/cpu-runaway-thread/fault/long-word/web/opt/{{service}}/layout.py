"""Lays an address out on a label."""
from addresses import Invalid, street_line, town_line

WIDTH = 28
RECIPIENT_LINES = 3


def wrap(text, width=WIDTH):
    """Breaks a text between words into lines of at most `width` characters."""
    text = " ".join(text.split())
    lines = []
    while len(text) > width:
        cut = text.rfind(" ", 0, width + 1) + 1
        if cut:
            lines.append(text[:cut].rstrip())
        text = text[cut:]
    return [*lines, text]


def lay_out(address):
    """The lines of the label; raises Invalid where the address does not fit, or is none."""
    recipient = wrap(address["recipient"])
    if len(recipient) > RECIPIENT_LINES:
        raise Invalid(f"recipient: more than {RECIPIENT_LINES} lines of {WIDTH} characters")
    return [*recipient, street_line(address["street"]), town_line(address["postcode"], address["town"])]
