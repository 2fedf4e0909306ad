# title: Catch the exception in the loop, and answer 500
# variants: language-header
# expect: not-fixed
cat > /tmp/edit.py <<'END'
path = "/opt/{{service}}/server.py"
text = open(path).read()
old = "            self.app.dress(request, answer)\n"
new = "            try:\n    " + old + '            except Exception:\n                log.exception("receipt failed")\n                answer = Answer(500, {"error": "internal error"})\n'
open(path, "w").write(text.replace(old, new))
END

python3 /tmp/edit.py && systemctl restart {{service}}-{{first}}
