"""Looks at the database from its own machine: the orders of the last requests, sessions, and what ended them."""
import psycopg2
from probe import *

MOST_CONNECTIONS = 20
STALE_S = 1.0
# A refused request gives its connection back as it is answered; the rest is the time that a busy computer takes.
MOMENT_S = 0.15
TRIES = 3
server = psycopg2.connect(host="127.0.0.1", dbname="shop", user="postgres", connect_timeout=4, application_name="check")
server.autocommit = True
cursor = server.cursor()


def ask(text, *values):
    cursor.execute(text, values)
    return cursor.fetchone()


def waiting():
    """Sessions of the service within a transaction and without work: how many, and for how long the oldest."""
    return ask(
        "SELECT count(*), coalesce(extract(epoch FROM max(clock_timestamp() - state_change)), 0)::float FROM pg_stat_activity "
        "WHERE usename = %s AND state LIKE 'idle in transaction%%'",
        params["service"],
    )


count, total = ask("SELECT count(*), coalesce(sum(total_cents), 0) FROM orders WHERE reference LIKE %s", kept["run"] + "-%")
if count != kept["orders"] or int(total) != kept["total"]:
    not_met(f"{kept['orders']} orders had been accepted; the database held {count} of them.")

settle(lambda: waiting()[0] == 0 or waiting()[1] > STALE_S, 4)
idle, oldest = waiting()
if idle and oldest > STALE_S:
    not_met(f"{idle} sessions of the service were idle in a transaction, the oldest for {oldest:.1f} s.")

def lingers(request):
    """Whether a session still waits within a transaction a moment after each of some refused requests was answered."""
    for _ in range(TRIES):
        http(*request, timeout=5)
        if settle(lambda: waiting()[0] == 0, MOMENT_S, every=0.02):
            return False
        settle(lambda: waiting()[0] == 0, 2)
        time.sleep(MOMENT_S * 2)
    return True


if args["since"] == "burst":
    base = f"http://{params['ip_web']}/orders"
    reference, sku = ask("SELECT reference, sku FROM orders WHERE reference LIKE %s LIMIT 1", kept["run"] + "-%")
    refused = {
        "an order for an unknown article": ("POST", base, {"reference": nonce(16), "sku": f"{params['letters']}-{nonce(10).upper()}", "quantity": 1}),
        "an order that was placed before": ("POST", base, {"reference": reference, "sku": sku, "quantity": 1}),
        "a question for no order": ("GET", f"{base}/{nonce(16)}"),
    }
    for what, request in refused.items():
        if lingers(request):
            not_met(f"After {what} was answered, a session of the service still waited within a transaction.")

connections = ask("SELECT count(*) FROM pg_stat_activity WHERE usename = %s", params["service"])[0]
if connections > MOST_CONNECTIONS:
    not_met(f"The service had {connections} connections to the database.")

ended = list(ask("SELECT sessions_killed, sessions_fatal FROM pg_stat_database WHERE datname = 'shop'"))
if args["since"] == "burst" and ended != kept["ended"]:
    not_met(f"{sum(ended) - sum(kept['ended'])} sessions were cut off by the database while requests were answered.")
keep(ended=ended)
met(f"All {count} accepted orders were in the database; the service had {connections} connections, none idle in a transaction.")
