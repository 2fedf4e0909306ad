# title: Write-ahead logging, and a transaction that only reads
# variants: one-moment
until python3 -c 'import sqlite3; print(sqlite3.connect("/srv/{{service}}/stock.db", timeout=30).execute("PRAGMA journal_mode = WAL").fetchone())' 2>/dev/null; do sleep 0.2; done

chown {{service}}:{{service}} /srv/{{service}}/*

sed -i -e 's/"BEGIN EXCLUSIVE"/"BEGIN"/' -e '/^        database.execute("COMMIT")$/d' -e 's/^        record(database, number, total)$/        database.execute("COMMIT")\n&/' /opt/{{service}}/jobs/publish

systemctl restart {{service}}
