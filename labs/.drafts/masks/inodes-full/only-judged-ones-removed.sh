# variant refused-files: the file of a document that was judged goes, that of one that was cut short (Refused("cut short") inside save, or an OSError of the archive) stays for ever, as before. checks/busy.py:25-29,81 sends documents of another kind and changed ones, none that breaks off; so the solution removed-before-raise.sh, which has the same hole, passes too. brief: "no whole PDF"
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
