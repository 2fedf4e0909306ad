"""Puts an article on sale that was not there before, as the shop's people do every day."""
import psycopg2
from probe import *

server = psycopg2.connect(host="127.0.0.1", dbname="shop", user="postgres", connect_timeout=4, application_name="articles")
server.autocommit = True
article = [f"{params['letters']}-{nonce(8).upper()}", random.randint(150, 20_000)]
server.cursor().execute("INSERT INTO products (sku, price_cents) VALUES (%s, %s)", article)
keep(article=article)
met("An article was put on sale.")
