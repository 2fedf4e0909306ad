# title: Run the program through the library, which waits
python3 - <<'END'
path = "/opt/{{service}}/renderer.py"
text = open(path).read()
text = text[: text.index("    def _run")] + '''    def _run(self, job):
        return subprocess.run([self._program], input=job, stdout=subprocess.PIPE, timeout=10).stdout
'''
open(path, "w").write(text.replace("import os\n", "import subprocess\n"))
END

systemctl restart {{service}}
