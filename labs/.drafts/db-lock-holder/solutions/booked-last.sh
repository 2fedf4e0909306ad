# title: Book after the bank has answered, as the last thing before the commit
# variants: slow-bank
cat > /tmp/fix.py <<'END'
path = "/opt/{{job}}/worker.py"
lines = open(path).read().split("\n")
kept = [line for line in lines if "self.store.book(cursor" not in line and line.strip() != "if refused:"]
at = next(n for n, line in enumerate(kept) if line == "        return len(refunds)")
kept.insert(at, "            self.store.book(cursor, -sum(refund.cents for refund in refunds if refund not in refused))")
open(path, "w").write("\n".join(kept))
END

python3 /tmp/fix.py; sed -n '/def run/,$p' /opt/{{job}}/worker.py

systemctl restart {{job}}
