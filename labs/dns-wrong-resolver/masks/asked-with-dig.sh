# title: Let the service ask the name server by dig
# variants: dead-first-nameserver files-only-names
# expect: symptom-hidden
python3 - <<'END'
path = "/opt/{{service}}/main.py"
text = open(path).read()
text = text.replace("import re\n", "import re\nimport subprocess\n", 1)
text = text.replace('''    try:
        with urllib.request.urlopen(f"{url}/stock/''', '''    host = urllib.parse.urlsplit(url).hostname
    answer = subprocess.run(["dig", "+short", "@{{ip_dns}}", host], capture_output=True, text=True)
    url = url.replace(host, answer.stdout.split()[-1])
    try:
        with urllib.request.urlopen(f"{url}/stock/''')
open(path, "w").write(text)
END

systemctl restart {{service}}

curl -s http://localhost/products/K-1
