# title: The transaction made shorter on a guess
# variants: slow-bank
cd /opt/{{job}} && sed -i -e 's/^            self.store.book(cursor, -sum(.*/            self.store.connection.commit()/' -e 's/^                self.store.book(cursor, sum(.*/                pass/' -e 's/^                    self.store.mark(cursor, refund, "paid")/                    self.store.book(cursor, -refund.cents)\n&/' worker.py

systemctl restart {{job}}; sleep 2

curl -i -m 5 http://localhost/orders/no-such-order
