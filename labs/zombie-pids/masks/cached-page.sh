# title: Give the last page again when no new one can be made
# expect: not-fixed symptom-hidden
python3 - <<'END'
path = "/opt/{{service}}/api.py"
text = open(path).read()
text = text.replace('''            page = self.server.renderer.render(title, lines)
''', '''            page = self.server.last_page = self.server.renderer.render(title, lines)
''')
text = text.replace('''            return self.answer_json(503, {"error": "renderer unavailable"})''', '''            return self.answer(200, "application/pdf", self.server.last_page)''')
open(path, "w").write(text)
END

systemctl restart {{service}}
