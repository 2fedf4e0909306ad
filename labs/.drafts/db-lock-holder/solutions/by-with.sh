# title: Let a with statement end every run's transaction
# variants: refused-run
cat > /tmp/fix.py <<'END'
path = "/opt/{{job}}/worker.py"
text = open(path).read().replace("        self.store.connection.commit()\n", "")
text = text.replace("    def run(self):", "    def run(self):\n        with self.store.connection:\n            return self.handle()\n\n    def handle(self):")
open(path, "w").write(text)
END

python3 /tmp/fix.py && systemctl restart {{job}}
