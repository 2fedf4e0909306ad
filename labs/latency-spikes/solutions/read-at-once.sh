# title: Read the stock by one statement before the first call
# variants: one-moment
cd /opt/{{service}}/jobs

python3 - <<'END'
text = open("publish").read()
start, end = text.index("        # Pages of one list"), text.index('    say(f"list')
open("publish", "w").write(text[:start] + '''        rows = database.execute("SELECT sku, location, quantity FROM stock ORDER BY location, sku").fetchall()
        total, calls = len(rows), 0
        number = market.open_list(total)
        for at in range(0, total, size):
            market.add(number, rows[at : at + size])
            calls += 1
        market.show(number)
        record(database, number, total)
''' + text[end:])
END

runuser -u {{service}} -- /opt/{{service}}/jobs/publish
