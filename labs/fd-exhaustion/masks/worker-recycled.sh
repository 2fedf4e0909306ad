# title: Serve from a worker process that is replaced after every 20 requests
# expect: symptom-hidden not-fixed
python3 - <<'END'
path = "/opt/{{service}}/main.py"
text = open(path).read()
text = text.replace("import logging\n", "import logging\nimport os\nimport socket\n", 1)
text = text.replace("from api import Server\n", "from api import Handler\n", 1)
text = text[: text.index("    pool = Pool(")] + '''    listener = socket.create_server((config["server"]["host"], config["server"]["port"]), backlog=128)
    while True:
        worker = os.fork()
        if worker == 0:
            work(listener, config)
            os._exit(0)
        os.waitpid(worker, 0)


class Work:
    def __init__(self, config):
        catalog = config["catalog"]
        self.counts = {"requests": 0, "errors": 0}
        self.pool = Pool(catalog["host"], catalog["port"], timeout=catalog["timeout_s"], max_idle=catalog["max_idle"])
        self.quotes = Quotes(Catalog(self.pool), config["prices"])


def work(listener, config):
    own = Work(config)
    for _ in range(20):
        connection, address = listener.accept()
        Handler(connection, address, own)
        connection.close()


if __name__ == "__main__":
    main()
'''
open(path, "w").write(text)
END

systemctl restart {{service}}
