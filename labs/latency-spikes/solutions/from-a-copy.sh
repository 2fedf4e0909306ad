# title: Publish from a copy in memory
# variants: one-moment
python3 - <<'END'
path = "/opt/{{service}}/jobs/publish"
text = open(path).read()
text = text.replace("import time\n", "import sqlite3\nimport time\n", 1)
text = text.replace('        # Pages of one list have to fit together.\n        database.execute("BEGIN EXCLUSIVE")\n', '        # Pages of one list have to fit together.\n        copy = sqlite3.connect(":memory:")\n        database.backup(copy)\n')
text = text.replace('database.execute("SELECT count', 'copy.execute("SELECT count').replace("0, pages(database, size)", "0, pages(copy, size)")
text = text.replace('        database.execute("COMMIT")\n', "")
open(path, "w").write(text)
END

grep -n 'copy' /opt/{{service}}/jobs/publish
