# title: Remove the file in finally, and what is left over
# variants: refused-files
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/uploads.py"
text = open(path).read()
start = text.index("        digest, head = self.save(stream")
end = text.index("    def save(")
body = text[start:end].replace("        path.unlink()\n", "").rstrip("\n")
body = "\n".join("    " + line for line in body.split("\n"))
open(path, "w").write(text[:start] + "        try:\n" + body + "\n        finally:\n            path.unlink(missing_ok=True)\n\n" + text[end:])
END

python3 /tmp/fix.py && systemctl restart {{service}}

find /var/spool/{{service}}/incoming -name '*.part' -mmin +1 -delete

df -i /var/spool/{{service}}
