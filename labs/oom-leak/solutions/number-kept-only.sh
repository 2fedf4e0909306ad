# title: Keep the tracking number only, and draw the label again
# variants: repeats
cd /opt/{{service}}

python3 - <<'EOF'
text = open("api.py").read()
old = text[text.index("        body = server.replies.get(request)\n"):text.index("    def metrics(self):")]
new = '''        tracking = server.replies.get(request)
        if tracking is not None:
            server.counts["repeats"] += 1
            zpl = server.labels.draw(tracking, plain(name), plain(postcode))
            return json.dumps({"tracking": tracking, "zpl": zpl}).encode() + b"\\n"
        tracking, zpl = server.labels.make(name, postcode)
        body = json.dumps({"tracking": tracking, "zpl": zpl}).encode() + b"\\n"
        server.counts["labels"] += 1
        server.replies.put(request, tracking)
        server.outbox.add(body)
        return body

'''
open("api.py", "w").write(text.replace(old, new).replace("from urllib.parse import urlsplit\n", "from urllib.parse import urlsplit\n\nfrom labels import plain\n", 1))
text = open("replies.py").read()
old = "            self.kept[request] = Reply(body)\n"
open("replies.py", "w").write(text.replace(old, old + '''            for old in list(self.kept)[:2]:
                if self.kept[old].at < time.monotonic() - self.repeat_s:
                    del self.kept[old]
'''))
EOF

python3 -m py_compile api.py replies.py && systemctl restart {{service}}
