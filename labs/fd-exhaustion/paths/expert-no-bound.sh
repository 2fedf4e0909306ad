# title: From the error to the descriptors, their state, and the pool that keeps them
# variants: no-bound

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'

journalctl -u {{service}} -n 15 --no-pager

pid=$(systemctl show -p MainPID --value {{service}})

grep 'open files' /proc/$pid/limits; ls /proc/$pid/fd | wc -l

lsof -nP -p $pid | tail -n 12

ss -Htan | awk '{print $1}' | sort | uniq -c

curl -s -o /dev/null -w 'catalog: %{http_code} in %{time_total} s\n' http://{{ip_shop}}:{{catalog_port}}/v1/articles/{{letters}}-100200

curl -s localhost:{{port}}/metrics

cat /etc/{{service}}/{{service}}.toml

grep -n idle /opt/{{service}}/pool.py

sed -i 's/^max_idle = 0$/max_idle = 8/' /etc/{{service}}/{{service}}.toml

systemctl restart {{service}} && sleep 1

for n in $(seq 300); do curl -s -o /dev/null -w '%{http_code}\n' localhost/v1/quotes/{{letters}}-$((200000 + n)); done | sort | uniq -c

curl -s localhost:{{port}}/metrics

ls /proc/$(systemctl show -p MainPID --value {{service}})/fd | wc -l

curl -i 'http://localhost/v1/quotes/{{letters}}-100200?quantity=3'
