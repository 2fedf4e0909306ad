# title: A thread that waits for every child
# variants: wait-too-early
python3 - <<'END'
path = "/opt/{{service}}/renderer.py"
text = open(path).read()
text = text.replace("import os\n", "import os\nimport threading\n", 1)
text = text.replace("os.waitpid(pid, os.WNOHANG)", "threading.Thread(target=os.waitpid, args=(pid, 0)).start()")
open(path, "w").write(text)
END

systemctl restart {{service}}
