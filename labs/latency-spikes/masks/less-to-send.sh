# title: Keep fewer moves, so that the snapshot is sent sooner
# variants: no-second-copy
sed -i 's/^KEPT_MOVES = .*/KEPT_MOVES = 500/' /opt/{{service}}/store.py

python3 -c 'import sqlite3; d = sqlite3.connect("/srv/{{service}}/stock.db", timeout=60, isolation_level=None); d.execute("DELETE FROM moves WHERE id <= (SELECT max(id) FROM moves) - 500"); d.execute("VACUUM")'

ls -l /srv/{{service}}; systemctl restart {{service}}
