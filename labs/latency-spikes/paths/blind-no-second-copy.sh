# title: Suspect the job that came with the release, and let it copy first
# variants: no-second-copy

systemctl restart {{service}}

sed -i -e 's/^import os$/import os\nimport sqlite3/' -e 's/^    with open(path, "rb") as file, at_rest.*/    source, copy = sqlite3.connect(path, timeout=20), sqlite3.connect(path + ".copy")\n    source.backup(copy)\n    source.close()\n    copy.close()\n    with open(path + ".copy", "rb") as file:/' /opt/{{service}}/jobs/snapshot

curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost/v1/stock/{{letters}}-{{number}}
