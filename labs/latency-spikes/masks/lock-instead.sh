# title: Hold a read lock instead of the process while the file is sent
# expect: not-fixed
# variants: no-second-copy
python3 - <<'END'
path = "/opt/{{service}}/jobs/snapshot"
text = open(path).read()
text = text.replace("import signal\n", "import signal\nimport sqlite3\n", 1)
text = text.replace('    with open(path, "rb") as file, at_rest(pid, path + "-journal"):\n', '''    database = sqlite3.connect(path, timeout=20, isolation_level=None)
    database.execute("BEGIN")
    database.execute("SELECT count(*) FROM stock").fetchone()
    with open(path, "rb") as file:
''')
open(path, "w").write(text)
END
