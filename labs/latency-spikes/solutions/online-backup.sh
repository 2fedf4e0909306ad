# title: Send a copy that SQLite's online backup has made
# variants: no-second-copy
python3 - <<'END'
path = "/opt/{{service}}/jobs/snapshot"
text = open(path).read()
text = text.replace("import signal\nimport sys\n", "import sqlite3\n", 1)
start, end = text.index("    signal.signal("), text.index("        number = Vault")
text = text[:start] + '''    copy = path + ".copy"
    source, target = sqlite3.connect(path, timeout=20), sqlite3.connect(copy)
    source.backup(target)
    source.close()
    target.close()
    with open(copy, "rb") as file:
''' + text[end:]
start, end = text.index("@contextmanager"), text.index("if __name__")
open(path, "w").write(text[:start] + text[end:])
END

runuser -u {{service}} -- /opt/{{service}}/jobs/snapshot
