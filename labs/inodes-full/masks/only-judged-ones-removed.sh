# title: Remove the file where the document was judged and refused
# variants: refused-files
python3 - <<'END'
path = "/opt/{{service}}/uploads.py"
text = open(path).read()
start = text.index("        if digest != sha256:")
end = text.index("        number = self.archive.add(path)")
text = text[:start] + '''        refusal = "checksum differs" if digest != sha256 else "not a PDF" if not head.startswith(b"%PDF-") else None
        if refusal:
            path.unlink()
            raise Refused(refusal)
''' + text[end:]
open(path, "w").write(text)
END

systemctl restart {{service}}

find /var/spool/{{service}}/incoming -name '*.part' -mmin +1 -delete
