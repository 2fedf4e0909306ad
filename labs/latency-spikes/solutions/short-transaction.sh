# title: End the transaction once all pages are read
# variants: one-moment
sed -i -e '/^        database.execute("COMMIT")$/d' -e 's/^        calls, lines = 0, pages(database, size)$/        calls, lines = 0, list(pages(database, size))\n        database.execute("COMMIT")/' /opt/{{service}}/jobs/publish

sed -n '/^def main/,/^def pages/p' /opt/{{service}}/jobs/publish
