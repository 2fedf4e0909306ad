"""Sends more orders at once than there are connections, while the database lets orders wait, and compares all answers with what it holds.

Refused with 503 may be who finds no connection; then the order is not to be there.
"""
import psycopg2
from probe import *

ORDERS = 26
HELD_S = 1.0
base = f"http://{params['ip_web']}/orders"
run = nonce(10)


def connect():
    return psycopg2.connect(host="127.0.0.1", dbname="shop", user="postgres", connect_timeout=4, application_name="check")


server = connect()
server.autocommit = True
cursor = server.cursor()


def waits():
    cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND wait_event_type = 'Lock'", (params["service"],))
    return cursor.fetchone()[0]


cursor.execute("SELECT sku, price_cents FROM products ORDER BY random() LIMIT %s", (ORDERS,))
orders = []
for sku, price in cursor.fetchall():
    quantity = random.randint(1, 99)
    orders.append(({"reference": f"{run}-{nonce(10)}", "sku": sku, "quantity": quantity}, price * quantity))
replies = []
sending = threading.Thread(target=lambda: replies.extend(load([("POST", base, order) for order, _ in orders], clients=ORDERS, timeout=15)))
holder = connect()
holder.cursor().execute("LOCK TABLE orders IN SHARE MODE")
sending.start()
settle(lambda: waits() >= 3, 5)
time.sleep(HELD_S)
holder.rollback()
sending.join()

cursor.execute("SELECT reference, total_cents FROM orders WHERE reference LIKE %s", (run + "-%",))
there = dict(cursor.fetchall())
accepted = 0
for (order, total), reply in zip(orders, replies):
    stored = there.get(order["reference"])
    if reply.status == 201:
        accepted += 1
        if stored != total or (reply.json() or {}).get("total_cents") != total:
            not_met("An order that had to wait in the database was answered with 201, and the database did not hold it as it was answered.")
    elif reply.status != 503:
        not_met(f"An order that had to wait was answered with {reply.status}." if reply.status else f"An order that had to wait was not answered ({reply.error}).")
    elif stored is not None:
        not_met("An order that had to wait was answered with 503, and the database held it all the same.")
met(f"Of {ORDERS} orders that came at once while the database let orders wait, {accepted} were accepted and stored, the others refused and not stored.")
