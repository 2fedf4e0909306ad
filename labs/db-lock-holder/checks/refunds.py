"""Writes down refunds as the service desk does. With `closed` their accounts are closed, and the bank refuses them all."""
import psycopg2
from probe import *

server = psycopg2.connect(host="127.0.0.1", dbname="shop", user="postgres", connect_timeout=4, application_name="desk")
server.autocommit = True
cursor = server.cursor()
refunds = {}
for _ in range(int(args["count"])):
    reference = f"R-{nonce(10)}"
    account = f"{random.randint(10_000_000, 99_999_999)}{0 if args['kind'] == 'closed' else random.randint(1, 9)}"
    cursor.execute("INSERT INTO refunds (reference, cents, account) VALUES (%s, %s, %s)", (reference, random.randint(200, 9000), account))
    refunds[reference] = "refused" if args["kind"] == "closed" else "paid"
keep(refunds={**kept.get("refunds", {}), **refunds})
if args.get("seconds"):
    # Time for the run that takes them up, so that the orders to come fall into it or after it.
    bank = f"http://{params['ip_shop']}:{params['bank_port']}/v1/refunds/"
    settle(lambda: all(http("GET", bank + reference, timeout=2).status == 200 for reference in refunds), float(args["seconds"]))
met(f"{len(refunds)} refunds were written down.")
