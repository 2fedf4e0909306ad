# title: Cut long words before the lines are filled
# variants: long-word
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/layout.py"
text = open(path).read()
old = '    text = " ".join(text.split())\n    lines = []\n'
assert old in text
new = '''    pieces = [word[at : at + width] for word in text.split() for at in range(0, len(word), width)]
    text = " ".join(pieces)
    lines = []
'''
open(path, "w").write(text.replace(old, new))
END

python3 /tmp/fix.py && systemctl restart {{service}}-worker
