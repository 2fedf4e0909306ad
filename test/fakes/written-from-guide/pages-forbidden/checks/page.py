"""Reads the page as its readers do, and which release it is of."""
from probe import *

base = f"http://{params['ip_web']}:{params['port']}"
page = settle(lambda: next((reply for reply in [http("GET", f"{base}/")] if reply.status), None))
if not page:
    not_met("Nothing answered.")
if page.status != 200 or f"The {params['site']}" not in page.text:
    not_met(f"The page was answered with {page.status}.")
release = http("GET", f"{base}/release.txt")
if release.status != 200:
    not_met(f"The number of the release was answered with {release.status}.")
if args["released"] == "anew" and release.text == kept["release"]:
    not_met("The release that was published since is not the one that is read.")
keep(release=release.text)
met("The page was read.")
