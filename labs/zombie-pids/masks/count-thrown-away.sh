# title: Throw the count of pages away as the source of the trouble, then wait for the program
rm -f /var/lib/{{service}}/pages

python3 - <<'END'
path = "/opt/{{service}}/renderer.py"
text = open(path).read()
text = text.replace("            os.posix_spawn(", "            pid = os.posix_spawn(")
text = text.replace("            return pages.read()\n", "            page = pages.read()\n        os.waitpid(pid, 0)\n        return page\n")
open(path, "w").write(text.replace("os.waitpid(pid, os.WNOHANG)", "os.waitpid(pid, 0)"))
END

systemctl restart {{service}}
