# title: Take the counting out of the render program, so that waiting costs nothing
sed -i '/^# Pages are billed/,$d' /opt/{{service}}/bin/render

python3 - <<'END'
path = "/opt/{{service}}/renderer.py"
text = open(path).read()
text = text.replace("            os.posix_spawn(", "            pid = os.posix_spawn(")
text = text.replace("            return pages.read()\n", "            page = pages.read()\n        os.waitpid(pid, 0)\n        return page\n")
open(path, "w").write(text.replace("os.waitpid(pid, os.WNOHANG)", "os.waitpid(pid, 0)"))
END

systemctl restart {{service}}
