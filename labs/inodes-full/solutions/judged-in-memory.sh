# title: Judge a document in memory, before anything is written
# variants: refused-files
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/uploads.py"
text = open(path).read()
old = "        digest, head = self.save(stream, length, path)\n"
assert old in text
new = "        data = stream.read(length)\n        digest, head = hashlib.sha256(data).hexdigest(), data[:8]\n"
text = text.replace(old, new)
text = text.replace("        number = self.archive.add(path)\n        path.unlink()\n        return number\n", """        try:
            path.write_bytes(data)
            return self.archive.add(path)
        finally:
            path.unlink(missing_ok=True)
""")
open(path, "w").write(text)
END

python3 /tmp/fix.py && systemctl restart {{service}}

mkdir -p /var/tmp/refused && mv /var/spool/{{service}}/incoming/*.part /var/tmp/refused/
