# title: Take streets with a number only
# variants: several-words
sed -i -e '/^    if found := NAMED/,+1d' -e 's/^    line = " ".join(text.split())$/&\n    if not line[-2:].strip(line[-1]).isdigit() and not line[-1].isdigit():\n        raise Invalid("street: no number")/' /opt/{{service}}/addresses.py

python3 -m py_compile /opt/{{service}}/addresses.py && systemctl restart {{service}}-worker
