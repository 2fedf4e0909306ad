# title: From the error to the descriptors, their state, and the way out that forgets them
# variants: unknown-article

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'

journalctl -u {{service}} -n 15 --no-pager

pid=$(systemctl show -p MainPID --value {{service}})

grep 'open files' /proc/$pid/limits; ls /proc/$pid/fd | wc -l

ss -tnp | awk 'NR > 1 {print $1, $5}' | sort | uniq -c | sort -rn | head -n 5

lsof -nP -a -p $pid -i TCP | tail -n 5

curl -s -o /dev/null -w 'catalog: %{http_code} in %{time_total} s\n' http://{{ip_shop}}:{{catalog_port}}/v1/articles/{{letters}}-100200

curl -s localhost:{{port}}/metrics

grep max_idle /etc/{{service}}/{{service}}.toml

sed -n '/^class Catalog:/,$p' /opt/{{service}}/catalog.py

cp /opt/{{service}}/catalog.py /tmp/catalog.py.before

sed -i -e '/^        self.pool.release(connection)$/d' -e 's/^        if status == 404:$/        except BaseException:\n            self.pool.discard(connection)\n            raise\n        self.pool.release(connection)\n&/' /opt/{{service}}/catalog.py

diff -u /tmp/catalog.py.before /opt/{{service}}/catalog.py

systemctl restart {{service}} && sleep 1

for n in $(seq 300); do curl -s -o /dev/null -w '%{http_code}\n' localhost/v1/quotes/{{letters}}-$((200000 + n)); done | sort | uniq -c

curl -s localhost:{{port}}/metrics

ls /proc/$(systemctl show -p MainPID --value {{service}})/fd | wc -l

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'
