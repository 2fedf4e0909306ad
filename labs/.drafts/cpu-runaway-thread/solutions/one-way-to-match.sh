# title: A pattern that each name matches in one way only
# variants: several-words
python3 - <<'END'
path = "/opt/{{service}}/addresses.py"
lines = open(path).read().splitlines()
at = next(n for n, line in enumerate(lines) if line.startswith("WORDS = "))
lines[at] = '''WORDS = r"[A-Za-z.'-]+(?: [A-Za-z.'-]+)*"'''
open(path, "w").write("\n".join(lines) + "\n")
END

systemctl restart {{service}}-worker

sleep 1; curl -s localhost/metrics
