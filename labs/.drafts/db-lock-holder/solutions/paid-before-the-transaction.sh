# title: Ask the bank first, and write down its answers in a short transaction
# variants: slow-bank
cat > /tmp/fix.py <<'END'
path = "/opt/{{job}}/worker.py"
head, _ = open(path).read().split("    def run(self):")
open(path, "w").write(head + '''    def run(self):
        """Gives back how many refunds were handled."""
        connection = self.store.connection
        with connection, connection.cursor() as cursor:
            refunds = self.store.open_refunds(cursor, self.batch)
        if not refunds:
            return 0
        results = self.bank.pay(refunds)
        with connection, connection.cursor() as cursor:
            for refund in refunds:
                result = results[refund.reference]
                if result == "paid":
                    self.store.book(cursor, -refund.cents)
                    self.store.mark(cursor, refund, "paid")
                else:
                    self.store.mark(cursor, refund, "refused", result)
        return len(refunds)
''')
END

python3 /tmp/fix.py

systemctl restart {{job}}; journalctl -u {{job}} -n 3 --no-pager
