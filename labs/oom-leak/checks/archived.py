"""Looks up copies of labels that were made a moment ago in the archive."""
from probe import *


def missing():
    left = []
    for tracking, digest in kept["copies"].items():
        reply = http("GET", f"http://{params['ip_shop']}:{params['archive_port']}/v1/labels/{tracking}", timeout=3)
        if reply.status not in (200, 404):
            raise RuntimeError(f"archive: {reply.status} {reply.error}")
        if reply.status == 404 or reply.json().get("sha256") != digest:
            left.append(tracking)
    return left


settle(lambda: not missing(), 8, 0.5)
left = missing()
if left:
    not_met(f"{len(left)} of {len(kept['copies'])} labels had no copy in the archive after ten seconds.")
met(f"All of {len(kept['copies'])} labels that were looked up had their copy in the archive.")
