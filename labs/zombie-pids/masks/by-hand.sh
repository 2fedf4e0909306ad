# title: Run the mended program by hand, with its unit masked
python3 - <<'END'
path = "/opt/{{service}}/renderer.py"
text = open(path).read()
text = text[: text.index("    def _run")] + '''    def _run(self, job):
        return subprocess.run([self._program], input=job, stdout=subprocess.PIPE, timeout=10).stdout
'''
open(path, "w").write(text.replace("import os\n", "import subprocess\n"))
END

systemctl stop {{service}}

mv /etc/systemd/system/{{service}}.service /root/ && systemctl mask {{service}}

nohup setpriv --reuid={{uid}} --regid={{uid}} --clear-groups python3 /opt/{{service}}/main.py --config /etc/{{service}}/{{service}}.toml > /dev/null 2>&1 &

until curl -fs localhost:{{port}}/healthz; do sleep 0.1; done
