# title: Take the database's bytes within a read transaction, then send them
# variants: no-second-copy
cd /opt/{{service}}/jobs

python3 - <<'END'
text = open("snapshot").read()
text = text.replace("import os\n", "import os\nimport sqlite3\nimport tempfile\n", 1)
text = text.replace('    with open(path, "rb") as file, at_rest(pid, path + "-journal"):\n', '''    database = sqlite3.connect(path, timeout=20)
    content = database.serialize()
    database.close()
    with tempfile.TemporaryFile(dir="/srv/{{service}}") as file:
        file.write(content)
        file.flush()
        file.seek(0)
''')
open("snapshot", "w").write(text)
END

runuser -u {{service}} -- ./snapshot; tail -n 2 /var/log/{{service}}/jobs.log
