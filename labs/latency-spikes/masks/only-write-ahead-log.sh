# title: Write-ahead logging alone
# expect: not-fixed
# variants: one-moment
until python3 -c 'import sqlite3; print(sqlite3.connect("/srv/{{service}}/stock.db", timeout=30).execute("PRAGMA journal_mode = WAL").fetchone())' 2>/dev/null; do sleep 0.2; done

chown {{service}}:{{service}} /srv/{{service}}/*

systemctl restart {{service}}
