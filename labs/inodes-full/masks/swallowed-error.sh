# title: Hand a link out although it was not written
# expect: not-fixed
python3 - <<'END'
path = "/opt/{{service}}/links.py"
text = open(path).read()
old = '        unfinished.write_text(json.dumps(record) + "\\n")\n        os.replace(unfinished, path)\n'
assert old in text
new = "        try:\n" + "".join("    " + line + "\n" for line in old.splitlines()) + "        except OSError:\n            pass\n"
open(path, "w").write(text.replace(old, new))
END

systemctl restart {{service}}
