# title: Collect whichever children have ended, before each new one
# variants: wait-too-early
python3 - <<'END'
path = "/opt/{{service}}/renderer.py"
text = open(path).read()
text = text.replace("    def _run(self, job):\n", '''    def _collect(self):
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            pass
    def _run(self, job):
        self._collect()
''')
text = text.replace("os.waitpid(pid, os.WNOHANG)", "self._collect()")
open(path, "w").write(text)
END

systemctl restart {{service}}
