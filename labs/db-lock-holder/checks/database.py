"""Looks at the database from its own machine: the orders and refunds of this check, the takings, and the sessions."""
import psycopg2
from probe import *

MOST_CONNECTIONS = 20
WAIT_S = 2.0
server = psycopg2.connect(host="127.0.0.1", dbname="shop", user="postgres", connect_timeout=4, application_name="check")
server.autocommit = True
cursor = server.cursor()


def ask(text, *values):
    cursor.execute(text, values)
    return cursor.fetchone()


def states():
    cursor.execute("SELECT reference, state FROM refunds WHERE reference = ANY(%s)", (list(kept["refunds"]),))
    return dict(cursor.fetchall())


def gap():
    """What the takings differ by from the orders less the refunds paid, in cents; all of it in one snapshot."""
    return int(ask(
        "SELECT (SELECT coalesce(sum(cents), 0) FROM takings) - (SELECT coalesce(sum(total_cents), 0) FROM orders) "
        "+ (SELECT coalesce(sum(cents), 0) FROM refunds WHERE state = 'paid')"
    )[0])


placed = kept["placed"]
count, total = ask("SELECT count(*), coalesce(sum(total_cents), 0) FROM orders WHERE reference = ANY(%s)", list(placed))
if count != len(placed) or int(total) != sum(placed.values()):
    not_met(f"{len(placed)} orders had been accepted; the database held {count} of them.")

settle(lambda: states() == kept["refunds"], 5)
found = states()
for state, what in (("paid", "that the bank paid"), ("refused", "that the bank refused")):
    wanted = [reference for reference, expected in kept["refunds"].items() if expected == state]
    marked = sum(found.get(reference) == state for reference in wanted)
    if marked < len(wanted):
        not_met(f"Of {len(wanted)} refunds {what}, {marked} were marked as {state}.")
notes = ask("SELECT count(*) FROM refunds WHERE reference = ANY(%s) AND state = 'refused' AND note = 'account closed'", list(kept["refunds"]))[0]
if notes != sum(state == "refused" for state in kept["refunds"].values()):
    not_met("Refunds were marked as refused without the bank's reason.")

# Once is enough: whoever books a little later than the order is right between two bookings.
if not settle(lambda: gap() == 0, 4):
    not_met(f"The takings differed from the orders less the refunds paid by {gap() / 100:+.2f}.")

waiting = ask(
    "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND wait_event_type = 'Lock' AND clock_timestamp() - query_start > %s * interval '1 s'",
    params["service"], WAIT_S,
)[0]
if waiting:
    not_met(f"{waiting} sessions of the service had waited for a lock for more than {WAIT_S:g} s.")
connections = ask("SELECT count(*) FROM pg_stat_activity WHERE usename = %s", params["service"])[0]
if connections > MOST_CONNECTIONS:
    not_met(f"The service had {connections} connections to the database.")
ended = list(ask("SELECT sessions_killed, sessions_fatal FROM pg_stat_database WHERE datname = 'shop'"))
if args["since"] == "first" and ended != kept["ended"]:
    not_met(f"{sum(ended) - sum(kept['ended'])} sessions were cut off by the database while requests were answered.")
keep(ended=ended)
met(f"All {count} orders and {len(found)} refunds were in the database as they should be, and the takings were right.")
