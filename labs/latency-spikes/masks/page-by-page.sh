# title: A short transaction for each page
# variants: one-moment
sed -i -e '/BEGIN EXCLUSIVE/d' -e '/execute("COMMIT")/d' -e 's/^    while page := database.execute(PAGE, (\*after, size)).fetchall():$/    while True:\n        database.execute("BEGIN")\n        page = database.execute(PAGE, (*after, size)).fetchall()\n        database.execute("COMMIT")\n        if not page:\n            return/' /opt/{{service}}/jobs/publish

sed -n '/^def pages/,/^def record/p' /opt/{{service}}/jobs/publish
