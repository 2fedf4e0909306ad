# title: Let the pool close what the other side has closed
# variants: no-bound
cd /opt/{{service}}

python3 - <<'END'
text = open("pool.py").read()
old = "            self.idle.append(connection)\n            surplus = self.idle[: -self.max_idle] if self.max_idle else []\n            del self.idle[: len(surplus)]\n"
new = "            self.idle.append(connection)\n            surplus = [idle for idle in self.idle if not idle.alive()]\n            self.idle = [idle for idle in self.idle if idle not in surplus]\n"
assert old in text
open("pool.py", "w").write(text.replace(old, new))
END

systemctl restart {{service}}
