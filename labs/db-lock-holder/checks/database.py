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
    """What the takings of a day differ by from its orders less the refunds paid on it, in cents; all of it in one snapshot."""
    cursor.execute(
        "SELECT sum(cents) AS gap FROM (SELECT day, cents FROM takings UNION ALL SELECT created_at::date, -total_cents FROM orders "
        "UNION ALL SELECT handled_at::date, cents FROM refunds WHERE state = 'paid') AS booked GROUP BY day HAVING sum(cents) <> 0 ORDER BY abs(sum(cents)) DESC"
    )
    worst = cursor.fetchone()
    return int(worst[0]) if worst else 0


def otherwise():
    """Of the refunds that were written down since the check began and are marked: how many otherwise than the bank answered, and of how many."""
    cursor.execute(
        "SELECT reference, state, note FROM refunds WHERE state <> 'open' AND id >= (SELECT min(id) FROM refunds WHERE reference = ANY(%s))",
        (list(kept["refunds"]),),
    )
    marked = cursor.fetchall()
    wrong = 0
    for reference, state, note in marked:
        answer = http("GET", f"http://{params['ip_shop']}:{params['bank_port']}/v1/refunds/{reference}")
        if answer.status not in (200, 404):
            raise RuntimeError(f"the bank: {answer.status} {answer.error}")
        result = answer.json()["result"] if answer.status == 200 else None
        wrong += state != "paid" if result == "paid" else state != "refused" or note != result
    return wrong, len(marked)


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
wrong, marked = otherwise()
if wrong:
    not_met(f"Of {marked} refunds that were marked lately, {wrong} were marked otherwise than the bank had answered.")

# Once is enough: whoever books a little later than the order is right between two bookings.
if not settle(lambda: gap() == 0, 4):
    not_met(f"The takings of a day differed from its orders less the refunds paid on it by {gap() / 100:+.2f}.")

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
if args["since"] == "first" and sum(ended) > sum(kept["ended"]) + kept["cut"]:
    not_met(f"{sum(ended) - sum(kept['ended']) - kept['cut']} sessions were cut off by the database while requests were answered.")
keep(ended=ended)
met(f"All {count} orders and {len(found)} refunds were in the database as they should be, and the takings were right.")
