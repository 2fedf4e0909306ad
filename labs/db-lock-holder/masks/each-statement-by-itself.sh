# title: No transactions at all, and book last
# variants: slow-bank
sed -i 's/^    store = Store(.*/&\n    store.connection.autocommit = True/' /opt/{{job}}/main.py

cat > /tmp/fix.py <<'END'
path = "/opt/{{job}}/worker.py"
lines = open(path).read().replace("with self.store.connection, self.store.connection.cursor() as cursor:", "with self.store.connection.cursor() as cursor:").split("\n")
kept = [line for line in lines if "self.store.book(cursor" not in line and line.strip() != "if refused:"]
at = next(n for n, line in enumerate(kept) if line == "        return len(refunds)")
kept.insert(at, "            self.store.book(cursor, -sum(refund.cents for refund in refunds if refund not in refused))")
open(path, "w").write("\n".join(kept))
END

python3 /tmp/fix.py && systemctl restart {{job}}
