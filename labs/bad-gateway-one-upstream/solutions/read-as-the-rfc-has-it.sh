# title: Read weights as RFC 9110 has them
# variants: language-header
cat > /tmp/fix.py <<'END'
path = "/opt/{{service}}/receipts.py"
text = open(path).read()
start = text.index("    found = []")
end = text.index("    return [tag for weight")
body = '''    found = []
    for part in header.split(","):
        match = re.fullmatch(r"\\s*([A-Za-z*][A-Za-z0-9-]*)\\s*(?:;\\s*[qQ]=([01](?:\\.[0-9]{0,3})?)\\s*)?", part)
        if match:
            found.append((float(match[2] or 1), match[1].lower()))
'''
open(path, "w").write(text[:start].replace('"""\nTEXTS', '"""\nimport re\n\nTEXTS') + body + text[end:])
END

python3 /tmp/fix.py && systemctl restart {{service}}-{{first}}

systemctl restart {{service}}-{{other}}
