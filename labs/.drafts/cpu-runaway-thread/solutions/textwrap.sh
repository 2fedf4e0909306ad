# title: Let the standard library break the lines
# variants: long-word
sed -i -e '/^    lines = \[\]$/,/^    return \[\*lines, text\]$/d' -e 's/^    text = " ".join(text.split())$/&\n    return textwrap.wrap(text, width)/' -e 's/^from addresses import/import textwrap\n\n&/' /opt/{{service}}/layout.py

python3 -m py_compile /opt/{{service}}/layout.py; sed -n '/^def wrap/,/^def lay_out/p' /opt/{{service}}/layout.py

systemctl restart {{service}}-worker
