# title: Put subprocess back because the release took it out, and look at nothing

head -n 8 /opt/{{service}}/CHANGELOG.md

python3 - <<'END'
path = "/opt/{{service}}/renderer.py"
text = open(path).read()
text = text[: text.index("    def _run")] + '''    def _run(self, job):
        return subprocess.run([self._program], input=job, stdout=subprocess.PIPE, timeout=10).stdout
'''
open(path, "w").write(text.replace("import os\n", "import subprocess\n"))
END

systemctl restart {{service}}

curl -s http://localhost/healthz
