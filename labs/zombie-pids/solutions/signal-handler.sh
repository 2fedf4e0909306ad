# title: Collect children in a handler of SIGCHLD
# variants: no-wait
python3 - <<'END'
path = "/opt/{{service}}/main.py"
text = open(path).read()
text = text.replace("import logging\n", "import logging\nimport os\n")
text = text.replace("def main():", '''def collect(*_):
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass
def main():''')
text = text.replace("    server.serve_forever()", "    signal.signal(signal.SIGCHLD, collect)\n    server.serve_forever()")
open(path, "w").write(text)
END

systemctl restart {{service}}
