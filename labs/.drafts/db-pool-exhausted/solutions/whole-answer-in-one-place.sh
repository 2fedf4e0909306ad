# title: Give back in the caller, after every answer
cat > /tmp/fix.py <<'END'
base = "/opt/{{service}}/current/"
orders = open(base + "orders.py").read()
kept = [line for line in orders.split("\n") if "give_back" not in line]
kept = [line.replace("def place(self, ", "def place(self, connection, ").replace("def find(self, ", "def find(self, connection, ") for line in kept if "pool.take()" not in line]
open(base + "orders.py", "w").write("\n".join(kept))
api = open(base + "api.py").read()
api = api.replace("self.server.orders.find(", "self.lent(self.server.orders.find, ").replace("self.server.orders.place(", "self.lent(self.server.orders.place, ")
lent = """    def lent(self, call, *values):
        pool = self.server.orders.pool
        connection = pool.take()
        try:
            return call(connection, *values)
        finally:
            pool.give_back(connection)

    def metrics(self):
"""
open(base + "api.py", "w").write(api.replace("    def metrics(self):\n", lent))
END

python3 /tmp/fix.py

systemctl restart {{service}}
