# title: Give the connection back in finally
# variants: unknown-article
cat > /tmp/fix.py <<'END'
import re
path = "/opt/{{service}}/catalog.py"
text = open(path).read()
head, tail = text.split("        if status == 404:\n")
body = "        if status == 404:\n" + tail.replace("        self.pool.release(connection)\n", "")
body = "".join("    " + line for line in body.splitlines(keepends=True))
open(path, "w").write(head + "        try:\n" + body + "        finally:\n            self.pool.release(connection)\n")
END

python3 /tmp/fix.py && systemctl restart {{service}}

journalctl -u {{service}} -n 5
