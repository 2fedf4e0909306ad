"""The carrier's pattern: noise under the address that nobody copies by hand. A scanner computes it anew and compares."""
import hashlib

# 102 by 152 mm at 203 dpi, one bit a dot.
ROW_BYTES = 102
ROWS = 1218
SIZE = ROW_BYTES * ROWS


def pattern(key, tracking, postcode):
    """The rows as hexadecimal digits, as ZPL's ^GFA takes them."""
    return hashlib.shake_256(f"{key}:{tracking}:{postcode}".encode()).hexdigest(SIZE)
