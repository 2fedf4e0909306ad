"""The service desk: writes down refunds."""
import os
import random
import secrets
import time

import psycopg2

PAUSE_S = float(os.environ["PAUSE_S"])


def connect():
    while True:
        try:
            connection = psycopg2.connect(host="{{ip_db}}", dbname="shop", user="desk", password="desk-{{desk_password}}", application_name="desk")
            connection.autocommit = True
            return connection
        except psycopg2.OperationalError:
            time.sleep(0.1)


cursor = connect().cursor()
while True:
    time.sleep(PAUSE_S * random.uniform(0.7, 1.3))
    cursor.execute(
        "INSERT INTO refunds (reference, cents, account) VALUES (%s, %s, %s)",
        ("R-" + secrets.token_hex(5), random.randint(200, 9000), str(random.randint(100_000_000, 999_999_999))),
    )
