# title: Online backup, run by a unit of its own instead of cron
# variants: no-second-copy
cat > /opt/{{service}}/jobs/keep-snapshots <<'END'
#!/usr/bin/python3
import sqlite3
import time
from report import say
import settings
from vault import Vault
config = settings.load()
while True:
    source, target = sqlite3.connect(config["database"]["file"], timeout=20), sqlite3.connect("/srv/{{service}}/snapshot.db")
    source.backup(target)
    source.close()
    target.close()
    with open("/srv/{{service}}/snapshot.db", "rb") as file:
        say(f"snapshot {Vault(config['vault']).put(file)}")
    time.sleep(20)
END

chmod 755 /opt/{{service}}/jobs/keep-snapshots

cat > /etc/systemd/system/{{service}}-snapshots.service <<'END'
[Unit]
Description=Snapshots of the {{service}} database
[Service]
User={{service}}
ExecStart=/opt/{{service}}/jobs/keep-snapshots
Restart=always
[Install]
WantedBy=multi-user.target
END

sed -i '/jobs\/snapshot/d' /etc/cron.d/{{service}}

systemctl daemon-reload; systemctl enable --now {{service}}-snapshots
