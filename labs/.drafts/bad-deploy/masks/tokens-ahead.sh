# title: Fetch tokens ahead of time, in threads
# variants: token-key
cat >> /opt/{{service}}/releases/3.8.0/stock.py <<'END'


import queue
ahead = {"prices": queue.Queue(40), "delivery": queue.Queue(40)}

def fetch(stock, scope):
    stock.start_count()
    while True:
        status, answer = stock.ask("POST", "/v1/tokens", {"client": stock.client, "key": stock.key, "scope": scope})
        ahead[scope].put(answer["token"])

plain_init = Stock.__init__

def init(self, *given, **named):
    plain_init(self, *given, **named)
    for scope in ahead:
        for _ in range(12):
            threading.Thread(target=fetch, args=(self, scope), daemon=True).start()

Stock.__init__ = init
Stock.token = lambda self, target: ahead[target.partition("?")[0].rpartition("/")[2]].get()
END

systemctl restart {{service}}; sleep 3
