"""Writes down refunds as the service desk does, some of them for closed accounts, which the bank refuses.

With `seconds` it waits for the run that takes them up, with `until: taken` for a run that asks the bank for them. With `locked` everybody
who wants to change the takings, or these refunds, has to wait, and once a session of what pays refunds waits for that, it is ended there.
"""
import psycopg2
from psycopg2.errors import LockNotAvailable
from probe import *

TRIES = 10
TAKEN_S = 10
LOCK_S = 12
RUN_S = 18
refunds = {}


def connect():
    return psycopg2.connect(host="127.0.0.1", dbname="shop", user="postgres", connect_timeout=4, application_name="desk")


server = connect()
server.autocommit = True
cursor = server.cursor()


def ask(text, *values):
    cursor.execute(text, values)
    return cursor.fetchone()[0]


def write_down(count, closed):
    for _ in range(count):
        reference = f"R-{nonce(10)}"
        account = f"{random.randint(10_000_000, 99_999_999)}{0 if closed else random.randint(1, 9)}"
        cursor.execute("INSERT INTO refunds (reference, cents, account) VALUES (%s, %s, %s)", (reference, random.randint(200, 9000), account))
        refunds[reference] = "refused" if closed else "paid"


def handled():
    bank = f"http://{params['ip_shop']}:{params['bank_port']}/v1/refunds/"
    return all(http("GET", bank + reference, timeout=2).status == 200 for reference in refunds)


def taken(since):
    """Whether a session has asked for something since then, and waits for somebody else than the database."""
    return ask(
        "SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND query_start > %s AND state <> 'active' "
        "AND clock_timestamp() - state_change > interval '0.3 s'",
        params["job"], since,
    )


def waits():
    return ask("SELECT count(*) FROM pg_stat_activity WHERE usename = %s AND wait_event_type = 'Lock'", params["job"])


def lock(holding, table):
    if table == "takings":
        holding.execute("SELECT FROM takings FOR UPDATE")
        return
    # Those alone: whoever marks others first, and books before these are marked, is cut off in between. A run may be quicker than the lock.
    for _ in range(TRIES):
        holding.execute("SELECT FROM refunds WHERE reference = ANY(%s) AND state = 'open' FOR SHARE", (list(refunds),))
        if holding.rowcount > 0:
            return
        write_down(1, closed=False)


def cut(table):
    """How many sessions were ended while one of them waited for the lock."""
    holder = connect()
    try:
        with holder.cursor() as holding:
            holding.execute(f"SET lock_timeout = '{LOCK_S} s'")
            lock(holding, table)
        if not settle(waits, RUN_S):
            return 0
        return ask("SELECT count(pg_terminate_backend(pid, 3000)) FROM pg_stat_activity WHERE usename = %s", params["job"])
    except LockNotAvailable:
        return 0
    finally:
        holder.close()


write_down(int(args.get("good", 0)), closed=False)
write_down(int(args.get("closed", 0)), closed=True)
said = f"{len(refunds)} refunds were written down"
if args.get("seconds"):
    # Time for the run that takes them up, so that the orders to come fall into it or after it.
    settle(handled, float(args["seconds"]))
if args.get("until") == "taken":
    since = ask("SELECT clock_timestamp()")
    settle(lambda: taken(since), TAKEN_S)
if args.get("locked"):
    ended = cut(args["locked"])
    keep(cut=kept.get("cut", 0) + ended)
    said += f", and {ended} connections of {params['job']} ended while it waited to change {args['locked']}"
keep(refunds={**kept.get("refunds", {}), **refunds})
met(f"{said}.")
