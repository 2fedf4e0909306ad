# title: Serve from a worker process that is replaced after every 6 documents
# expect: symptom-hidden not-fixed
python3 - <<'END'
path = "/opt/{{service}}/main.py"
text = open(path).read()
text = text.replace("import logging\n", "import logging\nimport os\nimport socket\n", 1)
text = text.replace("from api import Server\n", "from api import Handler\n", 1)
text = text[: text.index("    server = Server(")] + '''    listener = socket.create_server((config["server"]["host"], config["server"]["port"]), backlog=128)
    while True:
        worker = os.fork()
        if worker == 0:
            work(listener, Renderer(config["render"]["program"]))
            os._exit(0)
        os.waitpid(worker, 0)


class Documents:
    def __init__(self, renderer):
        self.renderer = renderer


def work(listener, renderer):
    for _ in range(6):
        connection, address = listener.accept()
        Handler(connection, address, Documents(renderer))
        connection.close()


if __name__ == "__main__":
    main()
'''
open(path, "w").write(text)
END

systemctl restart {{service}}
