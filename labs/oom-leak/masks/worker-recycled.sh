# title: Serve from a worker process that is replaced after every 60 requests
# expect: not-fixed symptom-hidden
python3 - <<'EOF'
path = "/opt/{{service}}/main.py"
text = open(path).read()
text = text.replace("import logging\n", "import logging\nimport os\nimport socket\n", 1)
text = text.replace("from api import Server\n", "from api import Handler\n", 1)
start = text.index("    outbox = Outbox(")
text = text[:start] + '''    listener = socket.create_server((config["server"]["host"], config["server"]["port"]), backlog=128)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    while True:
        worker = os.fork()
        if worker == 0:
            work(listener, labels, archive)
            os._exit(0)
        os.waitpid(worker, 0)


class Work:
    def __init__(self, labels, archive):
        self.counts = {"labels": 0, "repeats": 0, "errors": 0}
        self.labels, self.replies = Labels(labels["prefix"], labels["key"]), Replies(labels["repeat_s"])
        self.outbox = Outbox(**{**archive, "batch_bytes": 1000000})


def work(listener, labels, archive):
    own = Work(labels, archive)
    for _ in range(60):
        connection, address = listener.accept()
        Handler(connection, address, own)
        connection.close()
    own.outbox.deliver()


if __name__ == "__main__":
    main()
'''
open(path, "w").write(text)
EOF

systemctl restart {{service}}
