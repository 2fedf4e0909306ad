# title: Send totals of articles, which takes a quarter of the calls
# expect: symptom-hidden not-fixed
# variants: one-moment
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/jobs/publish"
lines = open(path).read().split("\n")
at = next(n for n, line in enumerate(lines) if line.startswith("PAGE = "))
lines[at] = 'PAGE = "SELECT sku, 1, sum(quantity) FROM stock WHERE sku > ? GROUP BY sku ORDER BY sku LIMIT ?"'
text = "\n".join(lines)
text = text.replace("SELECT count(*) FROM stock", "SELECT count(DISTINCT sku) FROM stock")
text = text.replace('after = (0, "")', 'after = ("",)').replace("        sku, location, _ = page[-1]\n        after = (location, sku)", "        after = (page[-1][0],)")
show = "        market.show(number)\n"
text = text.replace(show, "").replace('        database.execute("COMMIT")\n', '        database.execute("COMMIT")\n' + show)
open(path, "w").write(text)
END

python3 /tmp/fix.py; sed -n '/^def main/,/^def record/p' /opt/{{service}}/jobs/publish
