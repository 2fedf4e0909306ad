# title: Mark and book first, commit, then ask the bank and take back what it refused
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
            for refund in refunds:
                self.store.mark(cursor, refund, "paid")
            self.store.book(cursor, -sum(refund.cents for refund in refunds))
        results = self.bank.pay(refunds)
        with connection, connection.cursor() as cursor:
            for refund in refunds:
                if results[refund.reference] != "paid":
                    self.store.mark(cursor, refund, "refused", results[refund.reference])
                    self.store.book(cursor, refund.cents)
        return len(refunds)
''')
END

python3 /tmp/fix.py && systemctl restart {{job}}
