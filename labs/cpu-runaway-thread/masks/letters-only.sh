# title: No pattern: split at blanks, and each word is letters
# variants: several-words
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/addresses.py"
text = open(path).read()
start, end = text.index("def street_line"), text.index("def town_line")
new = '''def street_line(text):
    words = text.split()
    number = words.pop() if len(words) > 1 and re.fullmatch(r"[0-9]+[a-z]?", words[-1]) else "(no number)"
    if not words or not all(word.isalpha() for word in words):
        raise Invalid("street: neither a name with a number nor a name alone")
    return " ".join([*words, number])
'''
open(path, "w").write(text[:start] + new + "\n\n" + text[end:])
END

python3 /tmp/fix.py && python3 -m py_compile /opt/{{service}}/addresses.py && systemctl restart {{service}}-worker
