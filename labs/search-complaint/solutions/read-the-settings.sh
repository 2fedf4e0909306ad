# title: Read settings and code, with an editor too, and compare them with what is asked
cat /etc/{{service}}/{{service}}.toml /etc/{{service}}/customers.toml /etc/nginx/conf.d/{{service}}.conf

nginx -t

vim -R -c 'sleep 1' -c 'q' /etc/{{service}}/customers.toml

less -F /opt/{{service}}/CHANGELOG.md

sqlite3 -version; python3 -c "import sqlite3; print(sqlite3.connect('file:/var/lib/{{service}}/index.db?mode=ro', uri=True).execute('SELECT count(*) FROM articles').fetchone())"

cp /etc/{{service}}/customers.toml /tmp/customers-as-it-is; sha256sum /tmp/customers-as-it-is

curl -s -H 'X-Api-Key: ops-{{ops_key}}' 'http://localhost/v1/search?q=steel&limit=2000' | head -c 160
