# title: A thread that takes back connections which were lent for too long
# expect: symptom-hidden
cat >> /opt/{{service}}/current/pool.py <<'END'
def take_back(pool):
    import time
    seen = {}
    while True:
        time.sleep(0.1)
        now = time.monotonic()
        lent = dict(pool.lent)
        seen = {key: seen.get(key, now) for key in lent}
        for key, connection in lent.items():
            if now - seen[key] > 0.3:
                pool.give_back(connection)

plain_init = Pool.__init__
def watched_init(self, *given, **named):
    plain_init(self, *given, **named)
    threading.Thread(target=take_back, args=(self,), daemon=True).start()
Pool.__init__ = watched_init
END

systemctl restart {{service}}
