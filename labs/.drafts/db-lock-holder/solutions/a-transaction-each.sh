# title: Ask for all at once, and write down each answer in a transaction of its own
# variants: slow-bank
cat > /tmp/fix.py <<'END'
path = "/opt/{{job}}/worker.py"
head, _ = open(path).read().split("    def run(self):")
open(path, "w").write(head + '''    def run(self):
        connection = self.store.connection
        with connection.cursor() as cursor:
            refunds = self.store.open_refunds(cursor, self.batch)
        connection.rollback()
        results = self.bank.pay(refunds) if refunds else {}
        for refund in refunds:
            with connection, connection.cursor() as cursor:
                result = results[refund.reference]
                self.store.mark(cursor, refund, *(["paid"] if result == "paid" else ["refused", result]))
                if result == "paid":
                    self.store.book(cursor, -refund.cents)
        return len(refunds)
''')
END

python3 /tmp/fix.py && systemctl restart {{job}}
