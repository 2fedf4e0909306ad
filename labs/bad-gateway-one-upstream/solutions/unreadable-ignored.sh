# title: Take a header that can't be read for none
# variants: language-header
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/receipts.py"
text = open(path).read()
old = '    languages = [tag.partition("-")[0] for tag in wanted(header)]\n'
new = "    try:\n    " + old + "    except ValueError:\n        languages = []\n"
assert old in text
open(path, "w").write(text.replace(old, new))
END

python3 /tmp/fix.py && systemctl restart {{service}}-{{first}}

curl -si -H 'Accept-Language: fr; q=1.0' localhost/payments -d '{"reference": "t-2", "amount_cents": 250, "card": "tok_test"}'
