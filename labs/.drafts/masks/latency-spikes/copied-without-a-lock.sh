# (a) no-second-copy. masks/no-stop sends for 4 s and is caught by the numbers. A copy within memory takes a millisecond, so one that meets a change half written is rare: at the 70 moves a second of checks/watch.py:38-49
# I expect a wrong snapshot in one of 20 or 30. The check looks at two. It is `cp` of a database that is being written to, which the debrief calls worth nothing.
# title: Copy the file without stopping anybody, and send the copy
# variants: no-second-copy
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/jobs/snapshot"
text = open(path).read()
text = text.replace("import os\n", "import os\nimport shutil\n", 1)
old = '    with open(path, "rb") as file, at_rest(pid, path + "-journal"):\n'
assert old in text
text = text.replace(old, '    shutil.copyfile(path, path + ".copy")\n    with open(path + ".copy", "rb") as file:\n')
open(path, "w").write(text)
END

python3 /tmp/fix.py; sed -n '/^def main/,/^@contextmanager/p' /opt/{{service}}/jobs/snapshot
