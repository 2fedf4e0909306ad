# title: Suspect the job that came with the release, and let it read everything first
# variants: one-moment

systemctl restart {{service}}

sed -i -e '/^        database.execute("COMMIT")$/d' -e 's/^        calls, lines = 0, pages(database, size)$/        calls, lines = 0, list(pages(database, size))\n        database.execute("COMMIT")/' /opt/{{service}}/jobs/publish

curl -s -o /dev/null -w '%{http_code} %{time_total}\n' http://localhost/v1/stock/{{letters}}-{{number}}
