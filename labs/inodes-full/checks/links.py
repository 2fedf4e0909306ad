"""Keeps some of the links that are there at the hand-over: those that live longest, and some whose time is over."""
from probe import *

MOST = 40
# Enough for somebody who is quick; later checks leave out those that ended meanwhile.
LIVES_S = 600

now = time.time()
live, over = [], []
for path in glob(f"/var/spool/{params['service']}/links/*/*.json"):
    record = json.loads(read(path))
    if record["expires"] > now + LIVES_S:
        live.append([record["link"], record["customer"], record["expires"]])
    elif record["expires"] <= now:
        over.append(record["link"])
live.sort(key=lambda kept_link: -kept_link[2])
keep(live=live[:MOST], over=random.sample(over, min(len(over), MOST)))
met(f"{len(live)} links were there that live for more than {LIVES_S // 60} minutes yet, and {len(over)} whose time was over.")
