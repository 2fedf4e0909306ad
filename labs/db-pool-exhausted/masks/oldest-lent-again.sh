# title: When none is left, lend the one that has been out longest once more
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/current/pool.py"
lines = open(path).read().split("\n")
at = next(n for n, line in enumerate(lines) if "self.free.acquire(" in line)
lines[at : at + 2] = [
    "        if not self.free.acquire(timeout=0.1):",
    "            with self.lock:",
    "                connection = self.lent.pop(next(iter(self.lent)))",
    "                self.lent[id(connection)] = connection",
    "            return connection",
]
text = "\n".join(lines)
old = "                connection = psycopg2.connect(**self.target)\n"
assert old in text
open(path, "w").write(text.replace(old, old + "                connection.autocommit = True\n"))
END

python3 /tmp/fix.py; sed -n '/def take/,/def give_back/p' /opt/{{service}}/current/pool.py

systemctl restart {{service}}
