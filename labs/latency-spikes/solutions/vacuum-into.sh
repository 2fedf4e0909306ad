# title: Send what VACUUM INTO has written
# variants: no-second-copy
cat > /opt/{{service}}/jobs/snapshot <<'END'
#!/usr/bin/python3
import os
import time
from contextlib import closing
from report import say
import settings
import store
from vault import Vault
config, began = settings.load(), time.monotonic()
copy = "/srv/{{service}}/snapshot.db"
if os.path.exists(copy):
    os.unlink(copy)
with closing(store.connect(config)) as database:
    database.execute("VACUUM INTO ?", (copy,))
with open(copy, "rb") as file:
    number = Vault(config["vault"]).put(file)
    say(f"snapshot {number}: {file.tell()} bytes, {time.monotonic() - began:.1f} s")
END
