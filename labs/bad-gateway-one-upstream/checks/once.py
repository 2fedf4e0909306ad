"""How often the bank was asked to charge the payments that were under way when an instance went away."""
from probe import *

book = http("GET", f"http://{params['ip_shop']}:{params['bank_port']}/held")
if book.status != 200:
    raise RuntimeError(f"the bank's book: {book.status} {book.error}")
held = book.json()
held = {reference: charges for reference, charges in held.items() if re.fullmatch(r"h-\d+-\d+", reference)}
newest = max((reference.split("-")[1] for reference in held), default="")
counts = [len(charges) for reference, charges in held.items() if reference.split("-")[1] == newest]
if len(counts) < 8:
    not_met(f"Of 12 payments that were sent at once, {len(counts)} reached the bank.")
if max(counts) > 1:
    not_met(f"Of {len(counts)} payments under way when an instance went away, {sum(n > 1 for n in counts)} were charged more than once.")
met(f"None of {len(counts)} payments under way when an instance went away was charged twice.")
