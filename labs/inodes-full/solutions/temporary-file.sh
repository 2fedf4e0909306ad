# title: Write to a file that removes itself
# variants: refused-files
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/uploads.py"
text = open(path).read()
start = text.index("        path = self.folder /")
end = text.index("    def save(")
text = text[:start] + '''        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            path = pathlib.Path(folder) / "document.part"
            digest, head = self.save(stream, length, path)
            if digest != sha256:
                raise Refused("checksum differs")
            if not head.startswith(b"%PDF-"):
                raise Refused("not a PDF")
            return self.archive.add(path)

''' + text[end:]
text = text.replace("import hashlib\nimport secrets\n", "import hashlib\nimport pathlib\nimport tempfile\n")
open(path, "w").write(text)
END

python3 /tmp/fix.py; systemctl restart {{service}}

find /var/spool/{{service}}/incoming -maxdepth 1 -name '*.part' -delete
