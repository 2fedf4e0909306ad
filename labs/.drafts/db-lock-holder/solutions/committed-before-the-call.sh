# title: Commit before the call, and book with the answers
# variants: slow-bank
cd /opt/{{job}} && sed -i -e 's/^            self.store.book(cursor, -sum(.*/            self.store.connection.commit()/' -e 's/^                self.store.book(cursor, sum(.*/                pass/' worker.py

sed -i 's/^                    self.store.mark(cursor, refund, "paid")/                    self.store.book(cursor, -refund.cents)\n&/' worker.py

systemctl restart {{job}}; sed -n '/def run/,$p' worker.py
