# title: Stop the API only while the file is copied
# variants: no-second-copy
cat > /tmp/short.py <<'END'
path = "/opt/{{service}}/jobs/snapshot"
text = open(path).read()
text = text.replace("import os\n", "import os\nimport shutil\n", 1)
text = text.replace('    with open(path, "rb") as file, at_rest(pid, path + "-journal"):\n', '''    with at_rest(pid, path + "-journal"):
        shutil.copyfile(path, path + ".copy")
    with open(path + ".copy", "rb") as file:
''')
open(path, "w").write(text)
END

python3 /tmp/short.py; grep -n -A 4 'with at_rest' /opt/{{service}}/jobs/snapshot
