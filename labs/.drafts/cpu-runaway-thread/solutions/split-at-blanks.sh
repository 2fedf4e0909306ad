# title: Split at blanks, and look at each word by itself
# variants: several-words
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/addresses.py"
text = open(path).read()
start, end = text.index("def street_line"), text.index("def town_line")
text = text[:start] + '''def street_line(text):
    words = text.split()
    number = words.pop() if len(words) > 1 and NUMBER.fullmatch(words[-1]) else "(no number)"
    if not words or not all(WORD.fullmatch(word) for word in words):
        raise Invalid("street: neither a name with a number nor a name alone")
    return " ".join([*words, number])


''' + text[end:]
lines = [line for line in text.splitlines() if not line.startswith(("NUMBERED", "NAMED"))]
at = next(n for n, line in enumerate(lines) if line.startswith("WORDS"))
lines[at] = '''WORD, NUMBER = re.compile(r"[A-Za-z.'-]+"), re.compile(r"\\d+[a-z]?")'''
open(path, "w").write("\n".join(lines) + "\n")
END

python3 /tmp/fix.py && python3 -m py_compile /opt/{{service}}/addresses.py && systemctl restart {{service}}-worker
