"""Labels for parcels, in the printers' language (ZPL)."""
import secrets

from pattern import ROW_BYTES, SIZE, pattern


def check_digit(digits):
    """Weights 3 and 1 from the right, as in GS1's numbers."""
    total = sum(int(digit) * (3 if at % 2 == 0 else 1) for at, digit in enumerate(reversed(digits)))
    return -total % 10


def plain(text):
    """ZPL reads these two as the beginnings of commands."""
    return text.replace("^", " ").replace("~", " ")


class Labels:
    def __init__(self, prefix, key):
        self.prefix = prefix
        self.key = key

    def make(self, name, postcode):
        """A new tracking number, and the label that bears it."""
        digits = f"{secrets.randbelow(10**12):012}"
        tracking = f"{self.prefix}{digits}{check_digit(digits)}"
        return tracking, self.draw(tracking, plain(name), plain(postcode))

    def draw(self, tracking, name, postcode):
        return (
            f"^XA^FO30,40^A0N,40^FD{name}^FS^FO30,100^A0N,60^FD{postcode}^FS^FO30,200^BCN,120^FD{tracking}^FS"
            f"^FO0,0^GFA,{SIZE},{SIZE},{ROW_BYTES},{pattern(self.key, tracking, postcode)}^FS^XZ"
        )
