"""The count of delivered pages as it was before the hand-over, for the looks at it to begin with."""
from probe import *

count = re.match(r"\d+", read_text(f"/var/lib/{params['service']}/pages") or "")
keep(pages=int(count[0]) if count else 0)
met("The count of pages was read.")
